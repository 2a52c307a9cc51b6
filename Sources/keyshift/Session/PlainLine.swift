internal import Model
internal import RunEngine

/// The command line that is typed most: `keyshift run SCRIPT [ARG…]`, or `plan`, without an option.
///
/// It is read here because the general parser asks Swift's runtime for the conformances of some forty types, and each
/// answer is looked for among ten thousand: that took four times as long as all else that a small script needs.
struct PlainLine {
    let work: ScriptWork
    let answer: Work.Answer

    /// Reads a line as the general parser would; nil for any other line.
    init?(_ arguments: [String]) {
        guard let verb = arguments.first, arguments.count > 1,
            arguments.dropFirst().allSatisfy({ !$0.isEmpty && !$0.hasPrefix("-") })
        else { return nil }
        switch verb {
        case "run": answer = .ask
        case "plan": answer = .planOnly
        default: return nil
        }
        var script = ScriptArguments()
        script.script = arguments[1]
        script.arguments = Array(arguments.dropFirst(2))
        work = ScriptWork(
            script: script,
            connection: .plain,
            limits: .plain,
            scriptLimits: .plain,
            output: .plain,
            consent: .plain,
        )
    }

    /// Does what the line asks for and answers the exit code.
    func run() async -> Int32 { await work.run(answer: answer) }
}

// What every option is where none was typed.

extension ConnectionOptions {
    fileprivate static var plain: Self {
        var options = Self()
        options.sandbox = false
        options.endpoint = nil
        options.caFile = nil
        options.concurrency = 16
        return options
    }
}

extension LimitOptions {
    fileprivate static var plain: Self {
        var options = Self()
        options.maxGroups = nil
        options.maxShift = nil
        options.settings = nil
        options.checks = .plain
        options.stopAt = nil
        options.allowDirect = false
        options.pace = .documented
        return options
    }
}

extension CheckOptions {
    fileprivate static var plain: Self {
        var options = Self()
        options.allow = []
        options.leaveOut = []
        options.allowLockout = false
        return options
    }
}

extension ScriptLimitOptions {
    fileprivate static var plain: Self {
        var options = Self()
        options.memoryLimit = "256MB"
        options.timeLimit = "5m"
        options.allowRead = []
        return options
    }
}

extension OutputOptions {
    fileprivate static var plain: Self {
        var options = Self()
        options.json = false
        options.quiet = false
        options.verbose = false
        options.showPins = false
        return options
    }
}

extension ConsentOptions {
    fileprivate static var plain: Self {
        var options = Self()
        options.yes = false
        options.reason = nil
        options.operatorName = nil
        return options
    }
}

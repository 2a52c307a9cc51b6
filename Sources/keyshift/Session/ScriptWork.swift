internal import Model
internal import RunEngine

/// What `run` and `plan` have in common: one script from its file to its exit code.
struct ScriptWork: Sendable {
    let script: ScriptArguments
    let connection: ConnectionOptions
    let limits: LimitOptions
    let scriptLimits: ScriptLimitOptions
    let output: OutputOptions
    let consent: ConsentOptions
    var isUnplanned = false

    /// Does the work and answers the exit code; a plan goes to `file`, when there is one.
    func run(answer: Work.Answer, firing: ScheduledFiring? = nil, file: String? = nil) async -> Int32 {
        let work = Work(
            name: ScriptFolders.fileName(of: script.script),
            connection: connection,
            output: output,
            consent: consent,
            answer: answer,
            sendsAtOnce: isUnplanned || (limits.allowDirect && answer != .planOnly),
            firing: firing,
        )
        return await work.run(file: file) {
            let script = try script.read()
            if isUnplanned { try work.agreeToUnplanned(script) }
            var options = try limits.options(besideScriptIn: script.folder, isSandbox: connection.sandbox)
            options.scriptLimits = try scriptLimits.limits()
            // A plan sends nothing, whatever else was allowed.
            options.allowsDirectEffects = limits.allowDirect && answer != .planOnly
            options.isUnplanned = isUnplanned
            options.showsPINs = output.showPins
            options.scheduleName = firing?.firing.schedule
            options.time = firing?.firing.nominal
            return (options, script)
        } way: { script, _ in
            .script(script)
        }
    }
}

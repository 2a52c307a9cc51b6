internal import LuaSyntax

/// Finds the mistakes of a script that its text alone tells; nothing of it runs.
enum ScriptCheck {
    /// The rules, each for one kind of mistake; `syntax` is the parser's.
    private static var rules: [any CheckRule.Type] {
        [
            GlobalRule.self, MemberRule.self, CallRule.self, ArgumentRule.self, SeamParameterRule.self, ResultRule.self,
            OperatorRule.self, QueryRule.self, AssignmentRule.self, ConditionRule.self, ListRule.self,
        ]
    }

    /// Everything that is wrong, in the order of the text; of a text that is no Lua the first mistake.
    ///
    /// `own` are the files of the user that may have the names of modules of Keyshift.
    static func findings(in source: String, own: OwnModules? = nil) -> [Finding] {
        switch LuaParser.parse(source) {
        case .failure(let error):
            return [Finding(.syntax, error.message, at: error.range)]
        case .tree(let tree):
            let script = CheckedScript(tree, own: own)
            var seen: Set<Finding> = []
            return rules.flatMap { $0.findings(in: script) }
                .filter { seen.insert($0).inserted }
                .sorted { ($0.range.start, $0.message) < ($1.range.start, $1.message) }
        }
    }
}

/// One rule: looks through a script for its kind of mistake.
protocol CheckRule {
    static func findings(in script: CheckedScript) -> [Finding]
}

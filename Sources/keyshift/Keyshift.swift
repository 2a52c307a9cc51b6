internal import ArgumentParser

/// The command line; its contract is section 8 of the design.
@main
struct Keyshift: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keyshift",
        abstract: "Moves the hours of door codes by Lua scripts: plan, check, apply, resume.",
        discussion: """
            A script plans; nothing is sent before its plan was checked and said yes to. \
            Try it without a key: keyshift run scripts/automations/extend-all.lua 2h --sandbox
            """,
        version: "0.1.0",
        subcommands: [
            RunCommand.self, PlanCommand.self, ResumeCommand.self, RunsCommand.self, ReplCommand.self,
            ScheduleCommand.self, ServeCommand.self, SandboxCommand.self,
        ],
    )
}

import ArgumentParser
import Testing

@testable import keyshift

struct PlanLineTests {
    @Test func `each command that shows its plan by a switch is known to take it`() {
        let all = Keyshift.configuration.subcommands.filter { OptionName.has(PlanLine.option, in: $0) }
        #expect(Set(all.map { $0._commandName }) == PlanLine.commands)
    }
}

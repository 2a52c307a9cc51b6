internal import ArgumentParser
internal import RunEngine

/// The bounds of a plan.
struct LimitOptions: ParsableArguments {
    @Option(help: "The greatest number of groups that may change.")
    var maxGroups = 500

    @Option(help: ArgumentHelp("The greatest distance that hours may move.", valueName: "duration"))
    var maxShift = "168h"

    @Flag(help: "Allow changes that may take the door from a guest who is inside.")
    var allowLockout = false

    @Flag(help: "Allow calls that take effect at once, such as creating codes.")
    var allowDirect = false

    @Option(help: "How fast rows go out: within the documented limits, or as fast as the server answers.")
    var pace = Pace.documented

    mutating func validate() throws {
        guard maxGroups > 0 else { throw ValidationError("--max-groups is at least 1, not \(maxGroups)") }
        do throws(PlanError) {
            _ = try limits()
        } catch {
            throw ValidationError(error.message)
        }
    }

    func limits() throws(PlanError) -> Limits {
        try Limits(maxGroups: maxGroups, maxShift: maxShift, allowsLockout: allowLockout)
    }
}

extension Pace: ExpressibleByArgument {}

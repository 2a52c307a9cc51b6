package import CivilTime
package import Lua
package import Model

extension LuaError {
    /// The error of a change that was not taken.
    package init(_ error: PlanError) {
        self.init(error.message)
    }

    /// The error of a time that is none.
    package init(_ error: CivilTimeError, in function: String) {
        self.init("\(function): \(error.message)")
    }
}

/// Why a sandbox cannot be started.
package struct SandboxError: Error, Equatable, CustomStringConvertible {
    /// What is wrong, for programs.
    package enum Code: String, Sendable {
        /// An option has a value that it cannot have.
        case invalidOption = "invalid_option"
        /// A seed file says something that cannot be.
        case invalidSeed = "invalid_seed"
        /// A state file cannot be used.
        case stateFile = "state_file"
    }

    package let code: Code
    /// What is wrong, with which value, and what to write instead.
    package let message: String

    package var description: String { message }

    static func stateFile(_ message: String) -> SandboxError {
        SandboxError(code: .stateFile, message: message)
    }

    static func invalidOption(_ message: String) -> SandboxError {
        SandboxError(code: .invalidOption, message: message)
    }
}

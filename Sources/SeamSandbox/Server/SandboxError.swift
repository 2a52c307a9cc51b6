/// Why a sandbox cannot be started.
package struct SandboxError: Error, Equatable, CustomStringConvertible {
    /// What is wrong, for programs.
    package enum Code: String, Sendable {
        /// An option has a value that it cannot have.
        case invalidOption = "invalid_option"
    }

    package let code: Code
    /// What is wrong, with which value, and what to write instead.
    package let message: String

    package var description: String { message }

    static func invalidOption(_ message: String) -> SandboxError {
        SandboxError(code: .invalidOption, message: message)
    }
}

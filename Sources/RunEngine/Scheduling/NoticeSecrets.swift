package import Model
internal import Seam

/// The values that addresses may name as `secret:NAME`, by the settings of the process that serves.
package struct NoticeSecrets: Sendable {
    /// Reads the file of a secret, which nobody but its owner may read.
    package typealias Read = @Sendable (_ file: String) throws(PlanError) -> String

    private let secrets: [NamedSecret]
    private let read: Read

    /// Makes them of what the settings say; a file is read each time its secret is used, so that a new one counts at once.
    package init(_ secrets: [NamedSecret], read: @escaping Read) {
        self.secrets = secrets
        self.read = read
    }

    /// No secrets.
    package static let none = NoticeSecrets([]) { file throws(PlanError) in
        throw PlanError(.file, "\(file.shown) is not read here")
    }

    /// The address that a secret holds.
    /// - Throws: `file` for one that cannot be read, is not in the settings, or is for another host; never with its value.
    func address(_ name: String, _ variables: [String: String]) throws(PlanError) -> String {
        guard let secret = secrets.first(where: { $0.name == name }) else {
            throw PlanError(.file, "the settings of the process that serves have no secret \(name.shown)")
        }
        let value = try value(of: secret, variables)
        guard let host = try? JSONPost(to: value, environment: [:]).host, host.lowercased() == secret.host else {
            throw PlanError(
                .file,
                "the secret \(name.shown) is no address at \(secret.host.shown), where it may be sent"
            )
        }
        return value
    }

    private func value(of secret: NamedSecret, _ variables: [String: String]) throws(PlanError) -> String {
        switch secret.place {
        case .file(let file): return try read(file)
        case .variable(let name):
            guard NamedSecret.mayHold(name), let value = variables[name], !value.isEmpty else {
                throw PlanError(.file, "the variable \(name.shown) of the secret \(secret.name.shown) is not set")
            }
            return value
        }
    }
}

package import CivilTime
package import Model
internal import Seam

/// Posts documents to addresses of the operator, each within a time limit.
package struct NoticePost: Sendable {
    /// Posts a document to an address and brings the status of the answer.
    package typealias Send = @Sendable (_ url: String, _ document: String) async throws -> Int

    /// What became of a document.
    package enum Outcome: Hashable, Sendable {
        /// The address took it.
        case told
        /// The address answered, and did not take it.
        case refused(String)
        /// The address did not answer, or could not be asked.
        case silent(String)

        /// What went wrong, nil for nothing.
        package var error: String? {
            switch self {
            case .told: nil
            case .refused(let error), .silent(let error): error
            }
        }
    }

    /// How long an address may take for one document.
    package static let limit = TimeSpan(milliseconds: 10_000)

    private let variables: [String: String]
    private let secrets: NoticeSecrets
    private let timer: EngineClock
    private let send: Send

    /// Makes it; `variables` are those of the environment, for addresses written as `env:NAME`, `secrets` stand behind
    /// `secret:NAME`, and `timer` counts the limit.
    package init(
        variables: [String: String],
        secrets: NoticeSecrets = .none,
        timer: EngineClock = .system,
        send: Send? = nil,
    ) {
        self.variables = variables
        self.secrets = secrets
        self.timer = timer
        self.send =
            send ?? { url, document in
                try await JSONPost(to: url, environment: variables).send(document)
            }
    }

    /// Posts a document to an address, or to the one in the variable or the secret that it names.
    package func post(_ document: String, to target: String) async -> Outcome {
        let url: String
        do throws(PlanError) {
            url = try self.url(of: target)
        } catch {
            return .silent(error.message)
        }
        return await withTaskGroup(of: Outcome.self) { group in
            group.addTask { await answer(to: document, at: url) }
            group.addTask {
                do {
                    try await timer.sleep(Self.limit)
                } catch {
                    return .silent("it was stopped before its address answered")
                }
                return .silent("its address did not answer within \(Self.limit)")
            }
            defer { group.cancelAll() }
            return await group.next() ?? .silent("nothing was sent")
        }
    }

    /// The address that a target names.
    /// - Throws: `file` for a variable that is not set and a secret that cannot be used; never with the value.
    private func url(of target: String) throws(PlanError) -> String {
        if target.hasPrefix(NamedSecret.prefix) {
            return try secrets.address(String(target.dropFirst(NamedSecret.prefix.count)), variables)
        }
        guard target.hasPrefix("env:") else { return target }
        let name = String(target.dropFirst(4))
        guard NamedSecret.mayHold(name), let value = variables[name], !value.isEmpty else {
            throw PlanError(.file, "the variable of \(target.shown) is not set for the process that serves")
        }
        return value
    }

    private func answer(to document: String, at url: String) async -> Outcome {
        do {
            let status = try await send(url, document)
            return (200..<300).contains(status) ? .told : .refused("its address answered \(status)")
        } catch {
            return .silent(ForeignText.sentence("\(error)"))
        }
    }
}

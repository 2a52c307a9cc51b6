import Journal
internal import Model
import Synchronization

/// Asks whether sends may leave: questions that come while the journal is being read share the next reading.
///
/// Each is answered by a reading that began after it was asked. Sends come in crowds, and a reading for each of them would
/// be a tenth of an apply.
final class PermissionQueue: Sendable {
    private struct Question: Sendable {
        var run: String
        var token: String
        var answer: CheckedContinuation<Result<Void, JournalError>, Never>
    }

    private struct State {
        var waiting: [Question] = []
        var isReading = false
    }

    private let state = Mutex(State())

    /// Makes sure that a send of a run may leave.
    /// - Throws: `notOwned`, `frozen`, `stopRequested`.
    func ask(_ run: String, token: String, in store: any SQLStore) async throws(JournalError) {
        let result = await withCheckedContinuation { answer in
            let isFirst = state.withLock { state in
                state.waiting.append(Question(run: run, token: token, answer: answer))
                defer { state.isReading = true }
                return !state.isReading
            }
            if isFirst { Task { await self.read(store) } }
        }
        try result.get()
    }

    private func read(_ store: any SQLStore) async {
        while let questions = next() {
            do throws(JournalError) {
                let answers = try await store.read { sql in
                    questions.map { question in
                        Result { try PermissionTable(sql: sql).require(question.token, of: question.run) }
                            .mapError { $0 as? JournalError ?? JournalError(.storage, "\($0)") }
                    }
                }
                for (question, answer) in zip(questions, answers) { question.answer.resume(returning: answer) }
            } catch {
                for question in questions { question.answer.resume(returning: .failure(error)) }
            }
        }
    }

    private func next() -> [Question]? {
        state.withLock { state in
            defer { state.waiting = [] }
            if state.waiting.isEmpty { state.isReading = false }
            return state.waiting.isEmpty ? nil : state.waiting
        }
    }
}

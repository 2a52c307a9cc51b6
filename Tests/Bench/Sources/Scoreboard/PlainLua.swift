internal import Contestants

/// A Lua state whose host is plain C.
final class PlainLua {
    let state: OpaquePointer

    /// Opens a state with a chunk, which finds its count in `...`.
    init(_ source: String = "") throws {
        guard let state = plain_open() else { throw BenchError("there is no memory for a plain state") }
        self.state = state
        guard plain_load(state, source) else { throw BenchError("plain Lua refuses a chunk") }
    }

    deinit {
        plain_close(state)
    }

    /// Runs the chunk and answers the seconds that each of `count` repetitions took.
    func run(_ count: Int) throws -> Double {
        let seconds = plain_run(state, count)
        guard seconds >= 0 else { throw BenchError("plain Lua failed") }
        return seconds / Double(count)
    }
}

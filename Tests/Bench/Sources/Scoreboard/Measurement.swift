internal import Contestants

#if canImport(Darwin)
    internal import Darwin
#elseif canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

/// What one process of its own measured, because memory that was used once would hide what is used now.
struct Measurement {
    /// How long it took.
    let seconds: Double
    /// How many bytes more the process held at its fullest than before.
    let bytes: Double

    init(seconds: Double, bytes: Double) {
        self.seconds = seconds
        self.bytes = bytes
    }

    /// Measures a body in this process.
    init(_ body: () throws -> Void) rethrows {
        let before = resident_bytes()
        let start = thread_seconds()
        try body()
        self.init(seconds: thread_seconds() - start, bytes: peak_bytes() - before)
    }

    /// Lets a child of this program measure `name` and reads its answer.
    init(inChild name: String, _ count: Int) throws {
        let program = CommandLine.arguments[0]
        guard let pipe = popen("'\(program)' --measure \(name) \(count)", "r") else {
            throw BenchError("\(program) could not be started")
        }
        var answer = [CChar](repeating: 0, count: 200)
        let line = fgets(&answer, Int32(answer.count), pipe)
        let status = pclose(pipe)
        let text = String(decoding: answer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
        let numbers = text.split(whereSeparator: \.isWhitespace).compactMap { Double($0) }
        guard line != nil, status == 0, numbers.count == 2 else { throw BenchError("the measurement \(name) failed") }
        self.init(seconds: numbers[0], bytes: numbers[1])
    }
}

import Lua
import Synchronization
import Testing

struct LogModuleTests {
    @Test(arguments: [
        ("log.info('moved')", "info moved @test.lua:1"),
        ("\nlog.warn('late', { room = 204, booking = 'BK-1' })", "warn late  booking=BK-1  room=204 @test.lua:2"),
        ("log.debug(12, { ok = true, list = { 1, 'b' } })", "debug 12  list={1, b}  ok=true @test.lua:1"),
        ("log.error('a\\nb\\27[2J\\0')", "error a\\nb\\u{1b}[2J\\u{0} @test.lua:1"),
        (
            "log.info('\\255', { n = json.null, f = print, x = 1.5 })",
            "info \u{FFFD}  f=a function  n=null  x=1.5 @test.lua:1"
        ),
        (
            "log.info('x', { code = '1234', PIN = 12, api_key = 'seam_x', deep = { token = 't', name = 'n' } })",
            "info x  PIN=••••  api_key=••••  code=••••  deep={name=n, token=••••} @test.lua:1"
        ),
        ("log.info('x', { list = { { code = 99 } } })", "info x  list={{code=••••}} @test.lua:1"),
        ("log.info(nil)", "info nil @test.lua:1"),
    ])
    func `a line has its level, its fields and its place`(source: String, expected: String) async throws {
        #expect(try await Self.lines(source) == [expected])
    }

    @Test(arguments: [
        ("log.wran('x')", "log has no function \"wran\"; did you mean \"warn\"?"),
        ("log.info()", "log.info: the text must be a string"),
        ("log.info('x', 'y')", "log.info: the fields must be a table, not string"),
        ("log.info = print", "log cannot be assigned to"),
    ])
    func `a wrong call of log is a sentence`(source: String, expected: String) async throws {
        let message = try await ModuleScript.failure(source) { state in
            try state.set("log", try state.openLog { _ in })
        }
        #expect(message.contains(expected), "\(message)")
    }

    @Test func `a long text is cut`() async throws {
        let lines = try await Self.lines("log.info(('x'):rep(100000))")
        #expect(lines.first?.count == "info ".count + 4096 + "… @test.lua:1".count)
    }

    private static func lines(_ source: String) async throws -> [String] {
        let lines = Lines()
        _ = try await ModuleScript.run(source) { state in
            let log = try state.openLog { line in
                lines.all.withLock { $0.append("\(line.level.rawValue) \(line.description) @\(line.position ?? "")") }
            }
            try state.set("log", log)
        }
        return lines.all.withLock { $0 }
    }

    private final class Lines: Sendable {
        let all = Mutex<[String]>([])
    }
}

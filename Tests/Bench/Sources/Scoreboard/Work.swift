internal import Lua
internal import PaceSimulation

/// Our side of the contests alone, repeated so many times: what instructions are counted of.
enum Work {
    static var all: [String: (Int) throws -> Void] {
        [
            "host-call": lua(InterpreterContests.add),
            "host-call-empty": lua(InterpreterContests.empty),
            "coroutine-switch": lua(InterpreterContests.switches),
            "pure-lua": lua(InterpreterContests.pure),
            "library-functions": lua(InterpreterContests.libraries),
            "open-state": { count in for _ in 0..<count { _ = try LuaState() } },
            "page-in-place": page(ListPageContests.inPlace),
            "page-by-way-of-swift": page(ListPageContests.byWayOfSwift),
            "row-wave": { count in
                _ = PaceSimulation.apply(Workload.random.rows(count, devices: 300, frontDoors: 1, hasDeadlines: false))
            },
        ]
    }

    private static func lua(_ source: String) -> (Int) throws -> Void {
        { count in _ = try OurLua(source).run(count) }
    }

    /// Once for each code of a page.
    private static func page(_ read: @escaping (LuaState, [UInt8]) throws -> Void) -> (Int) throws -> Void {
        { count in try read(try LuaState(), ListPage.text(count)) }
    }
}

import Lua

/// A program whose rule of prices is a script: it lets the script ask for a rate, and holds it to limits.
@main
struct Tariff {
    static func main() async throws {
        let rules = PriceRules()
        for nights in 1...3 {
            print("\(nights) nights:", try await rules.price(nights: nights))
        }
        do throws(LuaError) {
            _ = try await rules.run("while true do end")
        } catch {
            print("stopped:", error.code.rawValue)
        }
        do throws(LuaError) {
            _ = try await rules.run("return rate('attic')")
        } catch {
            print("refused:", error)
        }
        await rules.close()
    }
}

/// One Lua state on a thread of its own.
actor PriceRules {
    private static let rates = ["room": 90, "suite": 150]
    private static let script = """
        local nights = ...
        local sum = nights * rate("suite")
        if nights >= 3 then sum = sum * 0.9 end
        return string.format("%.2f", sum)
        """

    private let thread = LuaThread(name: "prices")
    private var state: LuaState?

    nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }

    func price(nights: Int) throws(LuaError) -> String {
        try run(Self.script, [.integer(Int64(nights))])
    }

    func run(_ source: String, _ arguments: [LuaValue] = []) throws(LuaError) -> String {
        let state = try openState()
        let results = try state.run(try state.load(source, name: "price.lua"), arguments)
        return try results.first.map { value throws(LuaError) in try state.describe(value) } ?? "nothing"
    }

    func close() {
        state = nil
    }

    private func openState() throws(LuaError) -> LuaState {
        if let state { return state }
        let state = try LuaState(limits: LuaLimits(memory: 16 << 20, time: .milliseconds(500)))
        try state.set(
            "rate",
            LuaHostFunction("rate") { _, arguments throws(LuaError) in
                let room = try arguments.string(0, "room")
                guard let rate = Self.rates[room] else { throw LuaError("there is no rate for \(room)") }
                return .value(.integer(Int64(rate)))
            }
        )
        self.state = state
        return state
    }
}

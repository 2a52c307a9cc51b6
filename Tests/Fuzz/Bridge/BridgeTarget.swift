import Lua

/// The first byte chooses: a tree of Swift values there and back, or a value of Lua there and back.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzBridge(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    var choices = Choices(start, count)
    do {
        let state = try LuaState()
        try Marker.install(in: state)
        if choices.number(below: 2) == 0 {
            try sendTree(&choices, state)
        } else {
            try sendLuaValue(&choices, state)
        }
    } catch {
        finding("the harness failed: \(error)")
    }
    expect(Marker.alive == 0, "\(Marker.alive) objects outlive their state")
    return 0
}

/// Swift, Lua, Swift, Lua, Swift.
private func sendTree(_ choices: inout Choices, _ state: LuaState) throws(LuaError) {
    var maker = TreeMaker(choices)
    let value = maker.value(depth: 0)
    let sent = Plain(value)
    var received: [LuaValue] = []
    try state.set(
        "echo",
        LuaHostFunction("echo") { _, arguments in
            received = arguments.values
            return .values(arguments.values)
        }
    )
    do throws(LuaError) {
        let chunk = try state.load("return echo(value), value", name: "echo")
        try state.set("value", value)
        let results = try state.run(chunk)
        expect(results.count == 2 && received.count == 1, "\(received.count) values came, and \(results.count) back")
        expect(!sent.hasInvalidKey, "a key that is NaN was accepted: \(sent)")
        for (place, value) in zip(["echo", "return", "global"], received + results) {
            let back = Plain(value)
            expect(back == sent, "\(sent) came as \(back) (\(place))")
        }
    } catch {
        expect(maker.mayFail || maker.depth >= 100, "\(sent) was refused: \(error)")
        expect(!error.message.isEmpty, "an error says nothing")
    }
}

/// Lua, Swift, Lua; the script itself compares.
private func sendLuaValue(_ choices: inout Choices, _ state: LuaState) throws(LuaError) {
    var writer = ValueScript(choices)
    let source = writer.script()
    try state.set("echo", LuaHostFunction("echo") { _, arguments in .values(arguments.values) })
    try state.set("null", .null)
    try state.set("differs", LuaHostFunction("differs") { _, _ in finding("it came back as another value: \(source)") })
    do throws(LuaError) {
        _ = try state.run(try state.load(source, name: "value"))
    } catch {
        let isDeep = error.message.contains("nested deeper")
        expect(isDeep, "\(error): \(source)")
    }
}

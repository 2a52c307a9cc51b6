import Glibc
import Lua
import Synchronization

/// Runs a random program under limits; whatever it does, it ends, says why, and leaves no object behind.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzPrograms(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    var writer = ProgramWriter(Choices(start, count))
    let source = writer.program()
    if getenv("FUZZ_SHOW") != nil { print(source) }
    weak var remains: LuaState?
    do {
        let limits = LuaLimits(memory: 16 << 20, time: .seconds(60), output: 64 << 10)
        let began = processSeconds()
        let state = try LuaState(limits: limits) {
            // On a busy machine the time passes without us: only what the process itself used counts.
            if processSeconds() - began > 1 { finding("it does not stop at its limit: \(source)") }
        }
        remains = state
        try Host.install(in: state)
        run(source, state)
    } catch {
        finding("the harness failed: \(error)")
    }
    expect(remains == nil, "the state outlives its owner: \(source)")
    expect(Marker.alive == 0, "\(Marker.alive) objects outlive their state: \(source)")
    return 0
}

private func run(_ source: String, _ state: LuaState) {
    let chunk: LuaFunction
    do throws(LuaError) {
        chunk = try state.load(source, name: "random.lua")
    } catch {
        // Some programs have too many locals or a goto into a scope; the error must be readable all the same.
        expect(!error.message.isEmpty, "a load error says nothing: \(source)")
        return
    }
    do throws(LuaError) {
        state.limits.time = .milliseconds(200)
        _ = try state.run(chunk)
    } catch {
        if getenv("FUZZ_SHOW") != nil { print("--", error) }
        expect(!error.message.isEmpty, "an error says nothing: \(source)")
    }
    // The state goes on after a limit or an error; what it takes on a busy machine is no matter here.
    state.limits.time = .seconds(60)
    do throws(LuaError) {
        let results = try state.run(try state.load("return 1 + 1", name: "after.lua"))
        guard case .integer(2)? = results.first else { finding("the next script gives \(results): \(source)") }
    } catch {
        expect(error.code == .limitMemory, "the next script fails with \(error): \(source)")
    }
}

private func processSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

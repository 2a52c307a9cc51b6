import CLuaSupport

// What the C side asks for.
extension LuaState {
    /// Keeps a host function as long as the state lives, and answers its id: its address.
    func register(_ function: LuaHostFunction) -> Int64 {
        keep(function)
    }

    /// Calls a host function, and answers a number without the buffer.
    @inline(__always)
    func call(_ function: LuaHostFunction, _ arguments: LuaArguments) -> clua_answer {
        if !forgotten.isEmpty { releaseForgotten() }
        do throws(LuaError) {
            let answer = try function.body(self, arguments)
            switch consume answer {
            case .nothing: return clua_answer(CLUA_RETURN_NOTHING)
            case .value(let value): return self.answer(value)
            case .values(let values): return clua_answer(settle(.values(values)))
            case .wait(let wait): return clua_answer(settle(.wait(wait)))
            }
        } catch {
            return clua_answer(settle(error))
        }
    }

    // Each case is taken by itself: what a number holds need not be released.
    @inline(__always)
    private func answer(_ value: consuming LuaValue) -> clua_answer {
        switch consume value {
        case .integer(let integer): clua_answer(CLUA_RETURN_INTEGER, word: integer)
        case .number(let number): clua_answer(CLUA_RETURN_NUMBER, word: Int64(bitPattern: number.bitPattern))
        case let other: clua_answer(settle(.value(other)))
        }
    }

    /// Calls a host function with the arguments that these bytes hold.
    @inline(never)
    func call(_ function: LuaHostFunction, _ bytes: UnsafeRawBufferPointer) -> clua_answer {
        var reader = ValueReader(bytes, state: self)
        return call(function, LuaArguments(reader.readAll(), of: function))
    }

    func answer(_ body: () throws(LuaError) -> LuaAnswer) -> clua_status {
        do throws(LuaError) {
            return settle(try body())
        } catch {
            return settle(error)
        }
    }

    @inline(never)
    private func settle(_ answer: LuaAnswer) -> clua_status {
        switch answer {
        case .nothing: write([])
        case .value(let value): write([value])
        case .values(let values): write(values)
        case .wait(let wait):
            // The state keeps the closure, and outlives it.
            let ticket = tasks.start(wait.work) { [unowned(unsafe) self] outcome in
                self.answer { () throws(LuaError) in try wait.finish(self, outcome) }
            }
            clua_set_ticket(host, ticket)
            return CLUA_WAIT
        }
        return CLUA_RETURN
    }

    @inline(never)
    private func settle(_ error: LuaError) -> clua_status {
        ValueWriter(self).write(error)
        return error.position == nil ? CLUA_RAISE : CLUA_RETHROW
    }
}

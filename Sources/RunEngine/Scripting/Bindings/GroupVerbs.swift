internal import CivilTime
internal import Lua
internal import Model
internal import Scripting

/// The verbs of a group: each records a change, and none sends one; and what else it is asked.
enum GroupVerbs {
    /// Every verb.
    static var all: [BoundFunction] {
        [
            extend, extendTo, shift, set, setClock, align, endAt, DoorVerbs.cancel, DoorVerbs.changeDoors, leaveOut,
            hasGuest, differsFrom, typed, GroupOrigin.runOf, GroupOrigin.stepsOf,
        ]
    }

    private static var extend: BoundFunction {
        verb(Surface.Group.extend) { step, _ throws(LuaError) in
            // A duration value is not looked into before.
            if case .span(let span) = step, span <= .zero {
                throw LuaError("extend: \(ParameterKind.notLater("\(span)"))")
            }
            return Change(ends: Change.Move(step))
        }
    }

    private static var extendTo: BoundFunction {
        verb(Surface.Group.extendTo) { end, made in
            let end = end.time(made)
            var change = Change(ends: .noEarlierThan(end.instant))
            change.endsOrigin = end.origin
            return change
        }
    }

    private static var endAt: BoundFunction {
        verb(Surface.Group.endAt) { end, made in
            let end = end.time(made)
            var change = Change(ends: .noLaterThan(end.instant))
            change.endsOrigin = end.origin
            return change
        }
    }

    private static var shift: BoundFunction {
        verb(Surface.Group.shift) { shift, _ throws(LuaError) in
            switch shift {
            case .both(let step):
                let move = try Change.Move(moving: step)
                return Change(starts: move, ends: move)
            case .each(let starts, let ends):
                return Change(
                    starts: try starts.map { step throws(LuaError) in try Change.Move(moving: step) },
                    ends: try ends.map { step throws(LuaError) in try Change.Move(moving: step) },
                )
            }
        }
    }

    private static var set: BoundFunction {
        verb(Surface.Group.set) { given, made in
            let (starts, ends) = (given.0?.time(made), given.1?.time(made))
            var change = Change(
                starts: (starts?.instant).map(Change.Move.to),
                ends: (ends?.instant).map(Change.Move.to),
                name: given.2,
            )
            change.startsOrigin = starts?.origin ?? .absolute
            change.endsOrigin = ends?.origin ?? .absolute
            return change
        }
    }

    private static var setClock: BoundFunction {
        verb(Surface.Group.setClock) { given, _ throws(LuaError) in
            let (starts, ends, choice) = given
            let change = Change(starts: starts.map { .clock($0, choice) }, ends: ends.map { .clock($0, choice) })
            guard !change.isEmpty else { throw LuaError("set_clock: give starts, ends or both") }
            return change
        }
    }

    private static var align: BoundFunction {
        verb(Surface.Group.align) { given, _ in
            func edge(_ word: String?) -> Change.Move? { word.map { $0 == "latest" ? .latest : .earliest } }
            return Change(starts: edge(given.0), ends: edge(given.1))
        }
    }

    private static var leaveOut: BoundFunction {
        Surface.Group.leaveOut.bound(on: GroupValue.self) { _, group, why, isAsked throws(LuaError) in
            try group.session.withPlan { builder in
                var left = Plan.LeftOut(what: group.label(builder.index), why: why, target: group.target)
                left.isAskedFor = (isAsked ?? nil) ?? false
                group.session.leftOut.append(left)
                return .nothing
            }
        }
    }

    private static var hasGuest: BoundFunction {
        Surface.Group.hasGuest.bound(on: GroupValue.self) { _, group, guest throws(LuaError) in
            try group.session.withPlan { builder in
                let known = GuestName(group.name(builder.index))
                return .value(GuestName(guest).fits(known).map(LuaValue.boolean) ?? .nil)
            }
        }
    }

    private static var differsFrom: BoundFunction {
        Surface.Group.differsFrom.bound(on: GroupValue.self) { _, group, row, ignore throws(LuaError) in
            try group.session.withPlan { builder in
                let names = group.session.doorNames(builder.index)
                let why = ListClaims(row, ignore: ignore ?? nil)
                    .disagreement(with: group, byNumber: true, names, builder.index)
                return .value(why.map(LuaValue.string) ?? .nil)
            }
        }
    }

    private static var typed: BoundFunction {
        Surface.Group.typed.bound(on: GroupValue.self) { _, group, words throws(LuaError) in
            try group.session.withPlan { builder in
                return .value(.string(line(words, for: group, builder)))
            }
        }
    }

    /// The line that does something to a group alone, with its name or its key behind the first word.
    static func line(_ words: [String], for group: GroupValue, _ builder: PlanBuilder) -> String {
        let handle = group.session.handle(of: group.target, builder.index)
        return "keyshift \(ShellWords.line(words.prefix(1) + [handle] + words.dropFirst()))"
    }

    /// A verb that records the change that its one value makes.
    private static func verb<Value>(
        _ function: SurfaceFunction<Value, GivenOptions?>,
        _ change: @escaping (Value, MadeTimes) throws(LuaError) -> Change,
    ) -> BoundFunction {
        function.bound(on: GroupValue.self) { state, group, value, options throws(LuaError) in
            var recorded = try change(value, group.session.madeTimes)
            recorded.take(options)
            recorded.isNamed = group.isNamed
            recorded.position = state.position()
            return try group.session.record(recorded, of: group.target)
        }
    }
}

extension Change.Move {
    /// A step from where the bound is.
    fileprivate init(_ step: GivenStep) {
        switch step {
        case .span(let span): self = .by(span)
        case .days(let days): self = .byDays(days)
        }
    }

    /// A step that is not nothing, which a duration value may be.
    /// - Throws: `script_error` for a step of nothing.
    fileprivate init(moving step: GivenStep) throws(LuaError) {
        if case .span(.zero) = step { throw LuaError("shift: a duration of nothing moves nothing") }
        self.init(step)
    }
}

internal import CivilTime
internal import Lua
internal import Model
internal import Scripting

/// `doors`: what is known of the doors of the workspace.
struct DoorsBinding {
    let session: ScriptSession

    /// Makes the module `doors`.
    func module(in state: LuaState) throws(LuaError) -> LuaValue {
        let all = Surface.Doors.all.bound { [session] _ throws(LuaError) in
            try session.withPlan { builder in .value(.table(Self.list(of: builder))) }
        }
        return try state.module("doors", [all])
    }

    /// The doors by their names, as tables.
    private static func list(of builder: PlanBuilder) -> LuaTable {
        let shared = DoorCalendar(builder.index, rows: builder.rows, isOfAllDoors: true).shared
        let doors = builder.index.doors.values.sorted { ($0.name, $0.deviceID) < ($1.name, $1.deviceID) }
        return LuaTable(sequence: doors.map { .table(table(of: $0, isShared: shared.contains($0.deviceID))) })
    }

    private static func table(of door: Door, isShared: Bool) -> LuaTable {
        var fields: [String: LuaValue] = [
            "name": .string(door.name), "id": .string(door.deviceID), "shared": .boolean(isShared),
            "just_in_time": .boolean(door.isJustInTime),
            "errors": .table(LuaTable(sequence: door.errorCodes.map(LuaValue.string))),
        ]
        if case .offline(let since?) = door.trouble { fields["offline_since"] = .object(TimeValue(since)) }
        fields["brand"] = door.brand.map(LuaValue.string)
        fields["reach"] = door.reach.map { .object(DurationValue($0)) }
        fields["house"] = door.house.map(LuaValue.string)
        fields["zone"] = door.zone.map(LuaValue.string)
        fields["online"] = door.isOnline.map(LuaValue.boolean)
        fields["battery"] = door.battery.map(LuaValue.number)
        fields["check_in"] = door.checkIn.map { .string("\($0)") }
        fields["check_out"] = door.checkOut.map { .string("\($0)") }
        return LuaTable(fields: fields)
    }
}

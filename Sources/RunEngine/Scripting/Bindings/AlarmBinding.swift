internal import CivilTime
internal import Lua
internal import Model
internal import Scripting
internal import Spelling

/// `run.alarm`: what a script wants people to know.
struct AlarmBinding {
    let session: ScriptSession

    /// The function.
    var raise: BoundFunction {
        Surface.Run.alarm.bound { [session] _, given throws(LuaError) in
            let (kind, about, text, level, after, due) = given
            let raised = { (subject: Alarm.Subject) throws(LuaError) in
                var alarm = AlarmRaise(kind: kind, subject: subject, text: text)
                alarm.level = level.flatMap(Alarm.Level.init) ?? .warning
                alarm.after = after ?? .zero
                alarm.due = due?.time(session.madeTimes).instant
                try Self.keep(alarm, in: session)
            }
            if let word = about.text {
                try raised(try Self.word(word))
                return .nothing
            }
            return try session.withPlan { builder throws(LuaError) in
                try raised(try Self.subject(about, in: builder.index))
                return .nothing
            }
        }
    }

    private static func keep(_ alarm: AlarmRaise, in session: ScriptSession) throws(LuaError) {
        guard session.alarms.count < AlarmRaise.most else {
            throw LuaError(
                "run.alarm: \(AlarmRaise.most) alarms are the most of one run; raise one for the house or for the brand"
            )
        }
        session.alarms.append(alarm)
    }

    private static func word(_ text: String) throws(LuaError) -> Alarm.Subject {
        guard !FoldedName(text).isEmpty else { throw LuaError("run.alarm: about is an empty text") }
        return Alarm.Subject(.word, text)
    }

    /// What a value stands for that is no word.
    private static func subject(_ about: LuaValue, in index: WorkspaceIndex) throws(LuaError) -> Alarm.Subject {
        switch about {
        case .object(let group as GroupValue):
            return Alarm.Subject(.group, group.target.identifier, name: group.label(index))
        case .table(let table):
            if let name = table.fields["house"]?.text, table.fields["id"] == nil { return try house(name, in: index) }
            if let id = table.fields["id"]?.text { return try door(id, in: index) }
            if let name = table.fields["door"]?.text { return try door(name, in: index) }
            fallthrough
        default:
            throw LuaError(
                "run.alarm: about must be a group, a door of doors.all(), { door = name }, { house = name } or a text"
            )
        }
    }

    /// The door of an id, or of a name that only one has.
    private static func door(_ text: String, in index: WorkspaceIndex) throws(LuaError) -> Alarm.Subject {
        if let door = index.doors[text] { return Alarm.Subject(.door, text, name: door.name) }
        let found = index.doors.values.filter { FoldedName($0.name) == FoldedName(text) }
        guard let door = found.first else {
            let names = index.doors.values.map(\.name).sorted()
            throw LuaError(NearestName.sentence("run.alarm: the workspace", "door", text, among: names))
        }
        guard found.count == 1 else {
            throw LuaError("run.alarm: \(found.count) doors are called \"\(text.shown)\"; give the door of doors.all()")
        }
        return Alarm.Subject(.door, door.deviceID, name: door.name)
    }

    private static func house(_ text: String, in index: WorkspaceIndex) throws(LuaError) -> Alarm.Subject {
        let houses = Set(index.doors.values.compactMap(\.house))
        guard let house = houses.first(where: { FoldedName($0) == FoldedName(text) }) else {
            throw LuaError(NearestName.sentence("run.alarm: the workspace", "house", text, among: houses.sorted()))
        }
        return Alarm.Subject(.house, house)
    }
}

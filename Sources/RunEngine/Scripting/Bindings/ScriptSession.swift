internal import CivilTime
internal import Lua
internal import Model
internal import Scripting
internal import Seam

/// What the bindings of one script share; it lives on the thread of the script's state.
final class ScriptSession {
    let context: ScriptContext
    private(set) var workspace: Workspace?
    private(set) var builder: PlanBuilder?
    /// How far our clock is ahead of the server's, once an answer told.
    private(set) var clockLead: TimeSpan?
    var leftOut: [Plan.LeftOut] = []
    /// The alarms that the script has raised.
    var alarms: [AlarmRaise] = []
    /// How many groups the script expects to change.
    var expectedGroups: ClosedRange<Int>?
    /// What the newest query found, or the newest that found nothing.
    private(set) var search: Plan.Search?
    /// The conditions by which queries found nothing.
    private var emptiedBy: Set<String> = []
    /// The doors by the words of their names, once a row of a list was compared with them.
    private var doorNames: PlaceNames?
    /// The doors that guests share, once a row of a list was looked for by its room.
    private var sharedDoors: Set<String>?
    /// The stays as they were read; nil until a line is made for one.
    private var readStays: [Stay]?
    /// The stays that were here when somebody looked last, and are not any more.
    private(set) var ended: [Stay] = []
    /// The script's memory; nil until the script has asked for it.
    var memory: ScriptMemory?
    /// The texts that the script made of times.
    let madeTimes = MadeTimes()
    /// The PINs that the script was given.
    let pins = PINMask()
    /// Makes values of PINs that the script cannot read.
    let pinMaker = PINValue.maker()

    init(_ context: ScriptContext) {
        self.context = context
    }

    /// The present instant: by this machine's clock, and by the server's once it told that this one is far off.
    var now: Instant { context.clock.now() - WorkspaceFacts.certainLead(clockLead) }

    /// The run's nominal instant: that of a firing, else when it began, by the same clock.
    var time: Instant {
        context.isTimeGiven ? context.time : context.time - WorkspaceFacts.certainLead(clockLead)
    }

    /// Calls `body` when the workspace has been read, which happens at the first need.
    func withPlan(
        _ body: @escaping (PlanBuilder) throws(LuaError) -> LuaAnswer
    ) throws(LuaError) -> LuaAnswer {
        if let builder { return try body(builder) }
        guard !context.isUnplanned else {
            throw LuaError(
                "--unplanned sends the calls of seam as they are made, and makes no other request: there is no plan, and "
                    + "groups is not there. Leave out --unplanned, or call seam.access_codes itself"
            )
        }
        let context = context
        return .wait(for: { await WorkspaceReading.read(context) }) { [self] _, outcome throws(LuaError) in
            try body(install(outcome))
        }
    }

    /// Calls `body` with the day that it is at the doors that are asked for when the workspace has been read.
    func today(
        of house: String?,
        _ body: @escaping (TodayAtDoors) throws(LuaError) -> LuaAnswer,
    ) throws(LuaError) -> LuaAnswer {
        try withPlan { [self] builder throws(LuaError) in
            let doors = ChosenDoors(house: house, selection: context.selection)
            return try body(TodayAtDoors(zones: doors.zones(in: builder), now: time))
        }
    }

    /// The doors by the words of their names, which a script does not change.
    func doorNames(_ index: WorkspaceIndex) -> PlaceNames {
        if let doorNames { return doorNames }
        let names = PlaceNames(index.doors.values.map { (id: $0.deviceID, name: $0.name, house: $0.house) })
        doorNames = names
        return names
    }

    /// The doors that guests share before the plan, such as a front door.
    func sharedDoors(_ builder: PlanBuilder) -> Set<String> {
        if let sharedDoors { return sharedDoors }
        let shared = DoorCalendar(builder.index, rows: builder.rows, isOfAllDoors: true).shared
        sharedDoors = shared
        return shared
    }

    /// How one stay is named on a command line: by its name where that names no other, else by its key.
    func handle(of target: Row.Target, _ index: WorkspaceIndex) -> String {
        let stays = readStays ?? index.guests(seenAt: now)
        readStays = stays
        return stays.first { $0.target == target }.map { StayQuery.handle(of: $0, among: stays, at: now) }
            ?? target.identifier
    }

    /// Takes a workspace that was read, unless a script had it read meanwhile; false when it could not be read.
    func take(_ outcome: Result<WorkspaceReading, SeamError>) -> Bool {
        (try? install(outcome)) != nil
    }

    /// Notes what a query found; one that found nothing is told before one that found something.
    ///
    /// Of several that found nothing, each for another reason, none is told: it would be taken for the reason of all.
    func note(_ found: Plan.Search) {
        guard let reason = found.emptiedBy else {
            if emptiedBy.isEmpty { search = found }
            return
        }
        emptiedBy.insert(reason)
        search = emptiedBy.count == 1 ? found : Plan.Search(groups: found.groups, emptiedBy: nil, asked: found.groups)
    }

    /// Takes a change into the plan.
    /// - Throws: `script_error` with the sentence of the rule that it breaks.
    func record(_ change: Change, of target: Row.Target) throws(LuaError) -> LuaAnswer {
        try withPlan { [self] builder throws(LuaError) in
            do throws(PlanError) {
                try builder.record(change, of: target, at: context.clock.now())
            } catch {
                throw LuaError(error)
            }
            return .nothing
        }
    }

    private func install(_ outcome: Result<WorkspaceReading, SeamError>) throws(LuaError) -> PlanBuilder {
        if let builder { return builder }
        do throws(SeamError) {
            let reading = try outcome.get()
            let builder = PlanBuilder(index: reading.index)
            workspace = reading.workspace
            ended = reading.ended
            clockLead = reading.clockLead
            builder.clockLead = clockLead
            self.builder = builder
            return builder
        } catch {
            throw LuaError(error)
        }
    }

    /// Forgets every row and everything that was left out.
    func drop() {
        builder?.drop()
        leftOut = []
        alarms = []
    }

    /// Where the plan stands.
    var mark: PlanMark {
        PlanMark(
            plan: builder?.mark,
            revision: builder?.revision ?? 0,
            leftOut: leftOut,
            alarms: alarms,
            expectedGroups: expectedGroups
        )
    }

    /// Forgets what was recorded after a mark.
    func restore(_ mark: PlanMark) {
        if let plan = mark.plan { builder?.restore(plan) } else { builder?.drop() }
        leftOut = mark.leftOut
        alarms = mark.alarms
        expectedGroups = mark.expectedGroups
    }

    /// Makes the next call read the workspace again.
    func forgetWorkspace() {
        builder = nil
        leftOut = []
        alarms = []
    }

    /// The plan as it stands; nothing of it has been checked.
    var plan: Plan {
        var plan = Plan(rows: builder?.rows ?? [], leftOut: leftOut, madeAt: context.clock.now())
        plan.expectedGroups = expectedGroups
        plan.search = search
        plan.alarms = alarms
        return plan
    }

    /// What is known of the workspace, with the plan in it; nil until something was read.
    var facts: WorkspaceFacts? {
        guard let builder, let workspace else { return nil }
        return WorkspaceFacts(
            workspaceID: workspace.workspaceID,
            workspaceName: workspace.name,
            clockLead: clockLead,
            index: builder.index,
        )
    }
}

/// Where the plan of a session stands; two are equal when nothing was recorded between them.
struct PlanMark: Equatable {
    fileprivate let plan: PlanBuilder.Mark?
    fileprivate let revision: Int
    fileprivate let leftOut: [Plan.LeftOut]
    fileprivate let alarms: [AlarmRaise]
    fileprivate let expectedGroups: ClosedRange<Int>?

    static func == (left: PlanMark, right: PlanMark) -> Bool {
        left.revision == right.revision && left.leftOut == right.leftOut
            && left.alarms == right.alarms && left.expectedGroups == right.expectedGroups
    }
}

/// What is read of a workspace at the first need.
struct WorkspaceReading: Sendable {
    var workspace: Workspace
    var index: WorkspaceIndex
    /// How far our clock is ahead of the server's, nil where the server did not tell its time.
    var clockLead: TimeSpan?
    /// The stays that were here when somebody looked last, and are not any more.
    var ended: [Stay]

    static func read(_ context: ScriptContext) async -> Result<WorkspaceReading, SeamError> {
        do throws(SeamError) {
            context.reading(ReadingProgress(done: 0, total: nil))
            let response = try await context.client.call("/workspaces/get", [:])
            let lead = response.dateInMilliseconds.map { context.clock.now() - Instant(milliseconds: $0) }
            let index = try await WorkspaceIndex.read(
                from: context.client,
                concurrency: context.concurrency,
                now: context.clock.now(),
                settings: context.settings,
                told: context.reading,
            )
            let workspace = try Workspace(response.body["workspace"] ?? .null)
            let there = Set(index.targets)
            let ended = await context.lastStays(workspace.workspaceID).filter { !there.contains($0.target) }
            return .success(WorkspaceReading(workspace: workspace, index: index, clockLead: lead, ended: ended))
        } catch {
            return .failure(error)
        }
    }
}

import CivilTime
import Model

@testable import RunEngine

/// A small house with a fixed clock: two doors, one linked group, one single code, one offline code.
enum PlanFixture {
    /// Tuesday 24 November 2026, 02:00 UTC; in New York it is Monday 21:00.
    static let now = instant("2026-11-24T02:00:00Z")

    static func instant(_ text: String) -> Instant {
        do {
            return try Instant(iso8601: text)
        } catch {
            preconditionFailure("\(text): \(error)")
        }
    }

    static func span(hours: Int64) -> TimeSpan { TimeSpan(milliseconds: hours * 3_600_000) }

    static func state(_ start: String, _ end: String, name: String?) -> CodeState {
        CodeState(startsAt: instant(start), endsAt: instant(end), name: name)
    }

    static let doors = [
        Door(deviceID: "front", name: "Front door", zone: "America/New_York", isOnline: true),
        Door(deviceID: "room", name: "Room 204", zone: "America/New_York", isOnline: true),
        Door(deviceID: "shed", name: "Shed", zone: nil, isOnline: false),
    ]

    /// The guest of `ito` is inside until 19:00 UTC; `haas` comes a day later and stays until the 28th.
    static let codes = [
        code("i1", "front", "ito", state("2026-11-23T23:00:00Z", "2026-11-24T19:00:00Z", name: "BK-1 Ito")),
        code("i2", "room", "ito", state("2026-11-23T23:00:00Z", "2026-11-24T19:00:00Z", name: "BK-1 Ito")),
        code("h1", "front", "haas", state("2026-11-25T23:00:00Z", "2026-11-28T19:00:00Z", name: "BK-2 Haas")),
        code("s1", "room", nil, state("2026-11-25T23:00:00Z", "2026-11-26T19:00:00Z", name: "Cleaner")),
        code(
            "o1",
            "shed",
            "offline",
            state("2026-11-25T23:00:00Z", "2026-11-26T19:00:00Z", name: "Shed"),
            isOffline: true
        ),
        code("c1", "room", "staff", CodeState(startsAt: nil, endsAt: nil, name: "Staff", kind: .ongoing)),
    ]

    static func code(
        _ id: String,
        _ device: String,
        _ key: String?,
        _ state: CodeState,
        isOffline: Bool = false,
        marks: IndexedCode.Marks = [],
        unknown: IndexedCode.Unknown = [],
    ) -> IndexedCode {
        let marks = isOffline ? marks.union(.offline) : marks
        return IndexedCode(
            accessCodeID: id,
            deviceID: device,
            commonCodeKey: key,
            state: state,
            marks: marks,
            unknown: unknown,
        )
    }

    static func builder() -> PlanBuilder {
        PlanBuilder(index: WorkspaceIndex(doors: doors, codes: codes))
    }

    /// The facts of a workspace with the plan of a builder in it.
    static func facts(_ builder: PlanBuilder, clockLead: TimeSpan? = nil) -> WorkspaceFacts {
        WorkspaceFacts(workspaceID: "w1", workspaceName: "Harbour Group", clockLead: clockLead, index: builder.index)
    }

    /// Why a proposal is refused at `now`, nil when it is not.
    static func refusal(of proposal: Proposal, settings: Settings = Settings()) -> PlanError? {
        if case .refused(let errors, _) = outcome(of: proposal, settings: settings) { errors.first } else { nil }
    }

    /// What the checks of a proposal come to at `now`.
    static func outcome(of proposal: Proposal, settings: Settings = Settings()) -> CheckedPlan.Outcome {
        CheckedPlan.check(
            proposal,
            settings: settings,
            isSandbox: false,
            pace: .documented,
            clock: EngineClock(now: { now }, sleep: { _ in }),
        )
    }
}

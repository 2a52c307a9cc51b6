package import CivilTime

/// A plan that waits for a second person, as the journal keeps it; its rows are in a document beside it.
///
/// It is known by the hash of what it would change: the same rows asked for again are the same plan, whatever the time.
package struct WaitingPlan: Hashable, Sendable {
    /// Where it stands.
    package enum State: String, Codable, Sendable, CaseIterable {
        /// Nobody has decided.
        case waiting
        /// Somebody has approved it, and it was not begun yet.
        case approved
        /// Somebody has refused it.
        case refused
        /// A run was begun by it, and none can be again.
        case begun
        /// Its time was over before it was begun.
        case expired
        /// The schedule that asked for it has asked for other rows since.
        case replaced
        /// It was approved, and a check refused it when it was to begin.
        case failed
        /// It was approved, and nothing of it was left to change when it was to begin.
        case completed
    }

    /// Who decided, and how.
    package struct Decision: Hashable, Sendable {
        /// The name of who did.
        package var by: String
        /// When.
        package var at: Instant
        /// Why, nil where nothing was said.
        package var reason: String?
        /// Whether it is the author's own, as nobody else was there.
        package var isBreakGlass: Bool

        /// Makes a decision of its parts.
        package init(by: String, at: Instant, reason: String? = nil, isBreakGlass: Bool = false) {
            self.by = by
            self.at = at
            self.reason = reason
            self.isBreakGlass = isBreakGlass
        }
    }

    /// The hash of what it would change, for whom, and under which limits.
    package var hash: String
    /// Where it stands.
    package var state = State.waiting
    /// The server and the workspace.
    package var scope: WorkspaceScope
    /// The workspace's name, nil where it has none.
    package var workspaceName: String?
    /// Who asks: a person, a name, or a schedule.
    package var author: String
    /// The person who asks, nil where nobody was signed in.
    package var person: String?
    /// The schedule that asks, nil for a command.
    package var scheduleName: String?
    /// The run that asked first.
    package var askedBy: String
    /// The script as it was named.
    package var script: String
    /// The script's arguments.
    package var arguments: [String]
    /// Why, in the words of the author.
    package var reason: String?
    /// How many groups it would change.
    package var groups: Int
    /// When it was asked for first.
    package var firstAskedAt: Instant
    /// When it was asked for last.
    package var askedAt: Instant
    /// How often it was asked for.
    package var asks = 1
    /// Until when it can be approved and begun.
    package var expiresAt: Instant
    /// Who approved or refused it, nil while nobody has.
    package var decision: Decision?
    /// The run that was begun by it.
    package var runID: String?
    /// When that was.
    package var begunAt: Instant?
    /// Why it could not begin.
    package var detail: String?

    /// Makes a plan that waits.
    package init(
        hash: String,
        scope: WorkspaceScope,
        author: String,
        askedBy: String,
        script: String,
        arguments: [String],
        groups: Int,
        askedAt: Instant,
        expiresAt: Instant,
    ) {
        self.hash = hash
        self.scope = scope
        self.author = author
        self.askedBy = askedBy
        self.script = script
        self.arguments = arguments
        self.groups = groups
        firstAskedAt = askedAt
        self.askedAt = askedAt
        self.expiresAt = expiresAt
    }

    /// The hash as it is shown and typed.
    package var shortHash: String { String(hash.prefix(12)) }

    /// Where it stands at an instant: what is over is expired, whether or not somebody has noted it.
    package func state(at instant: Instant) -> State {
        let isOpen = state == .waiting || state == .approved
        return isOpen && instant >= expiresAt ? .expired : state
    }
}

/// One line of the history of plans that waited, which is never changed.
package struct PlanEvent: Hashable, Sendable {
    /// When.
    package var at: Instant
    /// The plan.
    package var hash: String
    /// Where the plan stood from then on.
    package var state: WaitingPlan.State
    /// Who did it.
    package var actor: String
    /// Whether it was the author's own approval.
    package var isBreakGlass = false
    /// Why, or which run.
    package var detail: String?

    /// Makes an event of its parts.
    package init(
        at: Instant,
        hash: String,
        state: WaitingPlan.State,
        actor: String,
        isBreakGlass: Bool = false,
        detail: String? = nil,
    ) {
        self.at = at
        self.hash = hash
        self.state = state
        self.actor = actor
        self.isBreakGlass = isBreakGlass
        self.detail = detail
    }
}

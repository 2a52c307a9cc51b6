/// The grants and methods of a workspace; what was deleted keeps its slot, so that positions stay.
struct GrantTable: Sendable {
    /// A grant as it was before its last change, for the fault `stale`.
    private struct Former: Sendable {
        let grant: AccessGrant
        let changedAt: Int64
        let staleUntil: Int64
    }

    private(set) var grants: [AccessGrant] = []
    private(set) var methods: [AccessMethod] = []
    private var grantIndex: [Identifier: Int] = [:]
    private var methodIndex: [Identifier: Int] = [:]
    private var agenda = Agenda()
    private var former: [Int: Former] = [:]

    /// When something is due that no door does, and for which grant.
    var next: (due: Int64, grant: Int)? {
        guard let due = agenda.next, let grant = agenda.first else { return nil }
        return (due, grant)
    }

    func position(ofGrant id: Identifier) -> Int? { grantIndex[id] }

    func position(ofMethod id: Identifier) -> Int? { methodIndex[id] }

    /// Adds a grant; returns its position.
    mutating func insert(_ grant: AccessGrant) -> Int {
        let position = grants.count
        grantIndex[grant.id] = position
        grants.append(grant)
        agenda.set(grant.due, at: position)
        return position
    }

    /// Adds a method to its grant; returns its position.
    mutating func insert(_ method: AccessMethod, request: Int) -> Int {
        let position = methods.count
        methodIndex[method.id] = position
        methods.append(method)
        grants[method.grant].methods.append(position)
        grants[method.grant].requests[request].methods.append(method.id)
        return position
    }

    mutating func update(grant position: Int, _ change: (inout AccessGrant) -> Void) {
        change(&grants[position])
        agenda.set(grants[position].due, at: position)
        if grants[position].isGone { grantIndex[grants[position].id] = nil }
    }

    mutating func update(method position: Int, _ change: (inout AccessMethod) -> Void) {
        change(&methods[position])
    }

    /// Takes a method out of its grant.
    mutating func remove(method position: Int) {
        let method = methods[position]
        methodIndex[method.id] = nil
        grants[method.grant].methods.removeAll { $0 == position }
    }

    /// Keeps a grant as it is for readers of old values, before a change at `now`.
    mutating func remember(_ position: Int, at now: Int64, staleFor: Int64) {
        let isHidden = former[position].map { now < $0.staleUntil } ?? false
        former[position] = Former(
            grant: isHidden ? former[position]?.grant ?? grants[position] : grants[position],
            changedAt: now,
            staleUntil: staleFor > 0 ? now + staleFor : former[position]?.staleUntil ?? .min
        )
    }

    /// What a read at `now` shows of a grant; nil when it is gone, or when a stale reader does not know it yet.
    ///
    /// Under the fault `stale`, `lag` is how old the newest change must be to be shown; else 0.
    func shown(_ position: Int, at now: Int64, lag: Int64) -> AccessGrant? {
        let grant = grants[position]
        if let before = former[position], now < before.staleUntil || (lag > 0 && now - before.changedAt < lag) {
            return before.grant
        }
        if lag > 0, now - grant.createdAt < lag { return nil }
        return grant.isGone ? nil : grant
    }
}

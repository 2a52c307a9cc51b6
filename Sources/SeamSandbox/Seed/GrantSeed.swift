/// Puts grants into a world that starts, with their methods issued and their codes where they would be by then.
struct GrantSeed {
    var grant: AccessGrant
    var modes: [AccessMethod.Mode] = [.code]
    let pin: String
    let guest: String
    var isFailed = false

    /// Adds the grant; `start` is the instant at which the world starts.
    func add(to workspace: inout Workspace, at start: Int64, _ random: inout SandboxRandom) {
        if !workspace.identities.contains(where: { $0.id == self.grant.identity }) {
            var identity = UserIdentity(id: self.grant.identity, createdAt: self.grant.createdAt)
            identity.fullName = guest
            workspace.identities.append(identity)
        }
        var grant = self.grant
        grant.wasGranted = !isFailed
        grant.hasEnded = grant.hours.isOver(at: start)
        grant.requests = modes.map { AccessGrant.Request(mode: $0, pin: nil, uses: nil, createdAt: grant.createdAt) }
        let position = workspace.stays.insert(grant)
        for (number, mode) in modes.enumerated() {
            add(mode, request: number, of: position, to: &workspace, at: start, &random)
        }
    }

    private func add(
        _ mode: AccessMethod.Mode,
        request: Int,
        of position: Int,
        to workspace: inout Workspace,
        at start: Int64,
        _ random: inout SandboxRandom
    ) {
        let grant = workspace.stays.grants[position]
        let id = random.uuid()
        var method = AccessMethod(
            id: id,
            grant: position,
            mode: mode,
            createdAt: grant.createdAt,
            credential: random.uuid()
        )
        method.pin = mode == .code ? pin : nil
        method.isAwaited = false
        method.isIssued = !isFailed && !grant.hasEnded
        method.issuedAt = isFailed ? nil : grant.createdAt
        method.failedSince = isFailed ? start : nil
        let number = workspace.stays.insert(method, request: request)
        guard mode == .code, !grant.hasEnded else { return }
        let values = AccessCode.Values(
            name: grant.codeName,
            pin: pin,
            commonCodeKey: grant.codeKey,
            timeFrame: grant.hours.timeFrame
        )
        for door in workspace.doors(of: grant) {
            let code = workspace.add(values, of: number, on: door, at: grant.createdAt)
            workspace.settleIn(code, at: start)
        }
    }
}

extension Workspace {
    /// The positions of the doors of a space; none for an unknown one.
    func devices(ofSpace id: Identifier) -> [Int] {
        spaces.first { $0.id == id && !$0.isDeleted }?.devices ?? []
    }

    /// The positions of a space's accounts: those that were added, and those of its doors.
    func accounts(ofSpace id: Identifier) -> Set<Int> {
        let added = spaces.first { $0.id == id && !$0.isDeleted }?.accounts ?? []
        return Set(added + devices(ofSpace: id).map { devices[$0].account })
    }

    /// Lets grants follow their spaces: doors that came get a code with the same PIN, doors that went lose theirs.
    mutating func followSpaces(at now: Int64, staleFor: Int64) {
        for position in stays.grants.indices {
            let grant = stays.grants[position]
            guard grant.deletedAt == nil, !grant.isGone, !grant.hasEnded, !grant.spaces.isEmpty else { continue }
            follow(grant: position, at: now, staleFor: staleFor)
        }
    }

    private mutating func follow(grant position: Int, at now: Int64, staleFor: Int64) {
        let grant = stays.grants[position]
        let doors = Set(doors(of: grant))
        let known = Set(grant.methods.flatMap(livingCodes).map { codes[$0].device })
        guard known != doors, grant.methods.contains(where: { stays.methods[$0].pin != nil }) else { return }
        stays.remember(position, at: now, staleFor: staleFor)
        let before = known.sorted().map { devices[$0].id }
        stays.update(grant: position) { grant in
            grant.rewiring = grant.rewiring ?? AccessGrant.Rewiring(from: before, since: now)
            grant.workDue = now + settle
        }
        for method in grant.methods {
            take(codesOf: method, notOn: doors, at: now, staleFor: staleFor)
            provision(method: method, at: now, staleFor: staleFor)
        }
        if settle == 0 { step(grant: position, at: now) }
    }

    private mutating func take(codesOf method: Int, notOn doors: Set<Int>, at now: Int64, staleFor: Int64) {
        for code in livingCodes(of: method) where !doors.contains(codes[code].device) {
            update(code, at: now) { code, door in
                code.remember(at: now, staleFor: staleFor)
                return code.remove(at: now, door)
            }
        }
    }
}

package import CivilTime
internal import Crypto
package import Model

/// The chain of runs: what an entry seals, and whether it holds.
///
/// Texts that can be forgotten (names, arguments, reasons) are sealed by a salted hash. When those of a row are forgotten their
/// hash stays and the salt goes: the chain holds, and nobody can try names until one fits. A run, of which only some texts go, is
/// sealed anew with another salt.
package enum ChainRule {
    /// A row with what seals its texts.
    package struct SealedRow: Sendable {
        /// The row.
        package var row: Row
        /// What seals its texts.
        package var seal: PersonalSeal

        /// Makes it of both.
        package init(row: Row, seal: PersonalSeal) {
            self.row = row
            self.seal = seal
        }
    }

    /// How a run is sealed: what is a fact of it, and what is a text that can be forgotten.
    package enum Form: CaseIterable, Sendable {
        /// Who did it, the script and the schedule are texts, too.
        case current
        /// They are facts, as the first version had it.
        case first
    }

    /// What the first entry has in the place of a hash before it.
    private static let beginning = String(repeating: "0", count: 64)

    /// The entry that follows another.
    package static func link(
        after previous: RunChain.Link?,
        _ kind: RunChain.Link.Kind,
        _ subject: String,
        content: String = "",
        at instant: Instant,
    ) -> RunChain.Link {
        var link = RunChain.Link(
            number: (previous?.number ?? 0) + 1,
            kind: kind,
            subject: subject,
            content: content,
            at: instant,
            hash: "",
        )
        link.hash = hash(of: link, after: previous?.hash)
        return link
    }

    private static func hash(of link: RunChain.Link, after previous: String?) -> String {
        hash([
            previous ?? beginning, "\(link.number)", link.kind.rawValue, link.subject, link.content,
            "\(link.at.milliseconds)",
        ])
    }

    /// The hash of what the journal has of a run; `eachRow` calls its body with each row, so that no more than some are in memory.
    package static func content<Failure: Error>(
        of run: RunRecord,
        _ seal: PersonalSeal,
        as form: Form = .current,
        _ eachRow: ((SealedRow) -> Void) throws(Failure) -> Void,
    ) throws(Failure) -> String {
        var hasher = SHA256()
        add(facts(of: run, as: form) + [personal(texts(of: run, as: form), seal)], to: &hasher)
        try eachRow { sealed in
            add(facts(of: sealed.row) + [personal(texts(of: sealed.row), sealed.seal)], to: &hasher)
        }
        return hex(hasher.finalize())
    }

    /// The salted hash of the texts of a row, which is kept when they are forgotten.
    package static func digest(of row: Row, _ seal: PersonalSeal) -> String { personal(texts(of: row), seal) }

    private static func personal(_ texts: [String?], _ seal: PersonalSeal) -> String {
        seal.digest ?? hash([seal.salt ?? ""] + texts)
    }

    // MARK: - What is sealed

    private static func texts(of run: RunRecord, as form: Form) -> [String?] {
        let texts = [run.reason, run.origin.file, run.approval?.breakGlass] + run.arguments
        return form == .first ? texts : named(run) + texts
    }

    /// What a person may have typed a name into, beside the texts of every form.
    private static func named(_ run: RunRecord) -> [String?] {
        [run.script, run.operatorName, run.scheduleName, run.approval?.by]
    }

    private static func facts(of run: RunRecord, as form: Form) -> [String?] {
        let named: [String?] = form == .first ? named(run) : ["2", nil, nil, nil]
        return [
            "run", run.id, named[0], run.scriptHash, run.state.rawValue, "\(run.startedAt.milliseconds)",
            number(run.finishedAt), named[1], run.person, run.endpoint, run.workspaceID, named[2],
            run.origin.undone,
            run.planHash, run.zoneDataVersion, run.approval?.hash, named[3],
            run.limits.map { "\($0.maxGroups) \($0.maxShift.milliseconds)" },
            run.limits.map { words($0.allowed) }, run.limits.map { words($0.leftOut) },
        ]
    }

    private static func texts(of row: Row) -> [String?] {
        [row.name, row.because, row.once, row.error?.message] + row.members.flatMap { [$0.before.name, $0.after.name] }
    }

    private static func facts(of row: Row) -> [String?] {
        [
            "row", row.target.identifier, row.zone, row.isInHouse ? "inside" : "",
            number(row.deadline), row.status.rawValue, row.error?.code.rawValue, words(row.allowed),
        ] + change(of: row) + row.members.flatMap(facts)
    }

    /// What rows of hours, which are as old as the chain, do not have.
    private static func change(of row: Row) -> [String?] {
        row.change == .hours ? [] : [row.change.rawValue, row.madeKey, row.keepsPIN ? "same" : "new"]
    }

    private static func facts(of member: Row.Member) -> [String?] {
        [member.accessCodeID, member.deviceID, member.status.rawValue] + hours(member.before) + hours(member.after)
    }

    private static func hours(_ state: CodeState) -> [String?] {
        [number(state.startsAt), number(state.endsAt), state.kind.rawValue]
    }

    private static func number(_ instant: Instant?) -> String? { instant.map { "\($0.milliseconds)" } }

    private static func words(_ checks: Set<RowCheck>) -> String {
        RowCheck.allCases.filter(checks.contains).map(\.rawValue).joined(separator: ",")
    }

    // MARK: - Hashes

    private static func hash(_ fields: [String?]) -> String {
        var hasher = SHA256()
        add(fields, to: &hasher)
        return hex(hasher.finalize())
    }

    /// Adds fields so that no two lists of them look the same: each with its length before it, and none apart from an empty one.
    private static func add(_ fields: [String?], to hasher: inout SHA256) {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(fields.count * 24)
        for field in fields {
            if let field {
                bytes.append(contentsOf: String(field.utf8.count).utf8)
                bytes.append(UInt8(ascii: ":"))
                bytes.append(contentsOf: field.utf8)
            } else {
                bytes.append(UInt8(ascii: "-"))
            }
            bytes.append(UInt8(ascii: ","))
        }
        hasher.update(data: bytes)
    }

    private static let digits = Array("0123456789abcdef".utf8)

    private static func hex(_ digest: SHA256.Digest) -> String {
        String(decoding: digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}

extension ChainRule {
    /// What the journal has of a run that the chain names.
    package enum Kept: Sendable {
        /// No such run.
        case nothing
        /// The run, of which there is what was sealed, or something else.
        case content(isAsSealed: Bool)
    }

    /// Looks at entries in their order, and at what the newest seal of each run seals.
    package static func verify<Failure: Error>(
        _ links: [RunChain.Link],
        kept: (RunChain.Link) throws(Failure) -> Kept,
    ) throws(Failure) -> RunChain {
        var chain = RunChain()
        var newest: [String: RunChain.Link] = [:]
        for link in links {
            if link.kind != .forgotten { newest[link.subject] = link }
            if chain.broken == nil, let what = problem(of: link, after: chain.head) {
                chain.broken = RunChain.Break(number: link.number, subject: link.subject, what: what)
            }
            chain.count += 1
            chain.head = link
        }
        for link in newest.values.sorted(by: { $0.number < $1.number }) {
            if let broken = chain.broken, broken.number <= link.number { break }
            guard let what = problem(ofContent: link, try kept(link)) else { continue }
            chain.broken = RunChain.Break(number: link.number, subject: link.subject, what: what)
        }
        return chain
    }

    private static func problem(of link: RunChain.Link, after previous: RunChain.Link?) -> String? {
        guard link.number == (previous?.number ?? 0) + 1 else {
            return "entries before it are missing"
        }
        guard link.hash == hash(of: link, after: previous?.hash) else {
            return "the entry is not as it was written"
        }
        return nil
    }

    private static func problem(ofContent link: RunChain.Link, _ kept: Kept) -> String? {
        switch (link.kind, kept) {
        case (_, .nothing): "the run is not in the journal any more"
        case (.sealed, .content(isAsSealed: false)):
            "the run or one of its rows is not as it was when it was sealed"
        default: nil
        }
    }
}

extension RunRecord.Origin {
    /// The name of the plan file, nil for other origins.
    fileprivate var file: String? {
        if case .file(let name) = self { name } else { nil }
    }

    /// The run that is taken back, nil for other origins.
    fileprivate var undone: String? {
        if case .undo(let run) = self { run } else { nil }
    }
}

internal import Seam

extension Engine {
    /// The codes of some rows that exist, by id; lists of 25 rows are read at the same time.
    /// - Throws: `unauthorized` or `connection`.
    func readCodes(_ idsOfRows: [[String]]) async throws(PlanError) -> [String: AccessCode] {
        let pieces = stride(from: 0, to: idsOfRows.count, by: 25).map { start in
            idsOfRows[start..<min(start + 25, idsOfRows.count)].flatMap(\.self)
        }
        let client = environment.connection.client
        let lists = await withTaskGroup(of: Result<[AccessCode], SeamError>.self) { group in
            var waiting = pieces.makeIterator()
            func addNext() {
                guard let ids = waiting.next() else { return }
                group.addTask {
                    do throws(SeamError) {
                        return .success(try await client.accessCodes.list(accessCodeIDs: ids))
                    } catch {
                        return .failure(error)
                    }
                }
            }
            for _ in 0..<max(1, options.concurrency) { addNext() }
            var lists: [Result<[AccessCode], SeamError>] = []
            while let list = await group.next() {
                lists.append(list)
                if case .success = list { addNext() }
            }
            return lists
        }
        var codes: [String: AccessCode] = [:]
        for list in lists {
            do throws(SeamError) {
                for code in try list.get() { codes[code.accessCodeID] = code }
            } catch {
                throw PlanError(error)
            }
        }
        return codes
    }
}

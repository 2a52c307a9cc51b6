internal import Synchronization

extension SeamResponse {
    /// What an answer holds.
    enum Content: Sendable {
        /// All of it, read.
        case whole(JSONValue)
        /// A long list, checked and left as text.
        case list(LongList)
    }

    /// A list that is read when somebody asks for its values: a reader of its text never does.
    final class LongList: Sendable {
        /// The text; it has been checked.
        let text: SeamListText
        /// The members of the answer beside the list.
        let others: [String: JSONValue]
        private let key: String
        private let read = Mutex<JSONValue?>(nil)

        init(_ text: SeamListText, key: String, others: [String: JSONValue]) {
            self.text = text
            self.key = key
            self.others = others
        }

        var body: JSONValue {
            read.withLock { body in
                if let body { return body }
                var members = others
                members[key] = .array(text.values)
                let whole = JSONValue.object(members)
                body = whole
                return whole
            }
        }
    }
}

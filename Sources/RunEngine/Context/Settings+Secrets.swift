internal import Model
internal import Seam
internal import Spelling

extension Settings {
    private static let secretKeys = ["file", "env", "host"]
    private static let secretForm =
        "an object with a place and a host, such as { \"file\": \"/etc/keyshift/night-hook\", \"host\": \"hooks.example\" }"

    /// Reads the places of values that others name as `secret:NAME`.
    /// - Throws: `load_error` with the secret, the key and what to write instead; a value itself is never read here.
    mutating func readSecrets(_ value: JSONValue) throws(PlanError) {
        guard let fields = value.object else {
            throw wrong("secrets", "an object of names, each \(Self.secretForm)")
        }
        for (name, secret) in fields.sorted(by: { $0.key < $1.key }) { secrets.append(try readSecret(name, secret)) }
    }

    private func readSecret(_ name: String, _ value: JSONValue) throws(PlanError) -> NamedSecret {
        let place = "secrets: \(name.shown)"
        guard !name.isEmpty, name.utf8.count <= 64 else {
            throw refusal("secrets: a secret needs a name of up to 64 bytes")
        }
        guard let fields = value.object else { throw wrong(place, Self.secretForm) }
        for key in fields.map(\.key).sorted() where !Self.secretKeys.contains(key) {
            throw refusal(NearestName.sentence(place, "setting", key.shown, among: Self.secretKeys))
        }
        let texts = Dictionary(fields.map { ($0.key, $0.value.string ?? "") }) { first, _ in first }
        guard let host = texts["host"], !host.isEmpty, !host.contains("/") else {
            throw wrong("\(place): host", "the one host that it may be sent to, such as \"hooks.example\"")
        }
        switch (texts["file"], texts["env"]) {
        case (let file?, nil):
            guard file.hasPrefix("/") else { throw wrong("\(place): file", "a whole path") }
            return NamedSecret(name: name, place: .file(file), host: host.lowercased())
        case (nil, let variable?):
            guard !variable.isEmpty else { throw wrong("\(place): env", "the name of a variable") }
            guard NamedSecret.mayHold(variable) else {
                throw refusal("\(place): env: variables of SEAM_, KEYSHIFT_ and PG are sent nowhere; name another one")
            }
            return NamedSecret(name: name, place: .variable(variable), host: host.lowercased())
        default: throw wrong(place, Self.secretForm)
        }
    }
}

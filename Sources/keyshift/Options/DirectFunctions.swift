internal import Model
internal import RunEngine
internal import Seam

/// The functions that a schedule's runs may call with effect at once, as they were typed.
enum DirectFunctions {
    /// How the option is written.
    static let example = "--allow-direct access_codes.create"
    /// What an option without a function is told.
    static let missing =
        "--allow-direct needs the functions that its runs may call with effect at once, such as \(example); "
        + "several are joined by commas"

    /// The grant: `access_codes.create`, also as a script writes it or as a path, several joined by commas.
    /// - Throws: `invalid_value` that names the function and the nearest one.
    static func grant(_ typed: [String]) throws(PlanError) -> DirectGrant {
        guard !typed.isEmpty else { return .none }
        var names: Set<String> = []
        for word in typed.flatMap({ $0.split(separator: ",", omittingEmptySubsequences: false) }) {
            names.insert(try name(String(word)))
        }
        return .only(names)
    }

    private static func name(_ typed: String) throws(PlanError) -> String {
        let name = typed.hasPrefix("seam.") ? String(typed.dropFirst("seam.".count)) : typed
        guard let endpoint = SeamCatalogue.endpoint(path: DirectGrant.path(of: name)) else {
            // Of a path that the catalogue does not have nothing is known; only seam.call makes it.
            if typed.hasPrefix("/"), let unlisted = SeamEndpoint(unlisted: typed) { return unlisted.path }
            throw refusal(
                typed.isEmpty
                    ? "name the functions, as in \(example)"
                    : "\"\(typed.shown)\" is no function of the API; \(advice(name))"
            )
        }
        guard endpoint.effect != .read else {
            throw refusal("\(endpoint.name) only reads, which every script may; leave it out")
        }
        guard endpoint.path != "/access_codes/update_multiple" else {
            throw refusal("\(endpoint.name) is planned, and needs no grant; leave it out")
        }
        return DirectGrant.name(ofPath: endpoint.path)
    }

    private static func advice(_ name: String) -> String {
        let names = SeamCatalogue.endpoints.filter { $0.effect != .read }.map { DirectGrant.name(ofPath: $0.path) }
        return Suggestion.nearest(to: name, among: names).map { "did you mean --allow-direct \($0)?" }
            ?? "write it as in \(example)"
    }

    private static func refusal(_ sentence: String) -> PlanError {
        PlanError(.invalidValue, sentence, about: .allowDirect)
    }
}

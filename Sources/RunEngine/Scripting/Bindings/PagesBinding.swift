internal import Lua
internal import Scripting
internal import Seam

/// `seam.pages(fn, params)`: a list of the API a page at a time, each page read when the loop comes to it.
struct PagesBinding {
    let session: ScriptSession

    /// Makes the function, and the class of what it loops over.
    func function(in state: LuaState) throws(LuaError) -> BoundFunction {
        try state.define(LuaClass(PageIterator.self, name: "pages"))
        let next = next
        return Surface.API.pages.bound { [session] _, function, parameters throws(LuaError) in
            let endpoint = try Self.endpoint(function)
            let given = LuaArguments(function: endpoint.name, values: [.table(parameters ?? LuaTable())])
            let call = try SeamParameters(of: endpoint, given)
            let pages = session.context.client.pages(endpoint.path, call.json).makeAsyncIterator()
            return .values([.hostFunction(next), .object(PageIterator(pages, of: endpoint.name))])
        }
    }

    /// The endpoint of the function that is the first argument.
    private static func endpoint(_ function: LuaFunction) throws(LuaError) -> SeamEndpoint {
        let example = "as in seam.pages(seam.devices.list, { limit = 100 })"
        guard let name = function.hostFunction?.name,
            let dot = name.lastIndex(of: "."), name.hasPrefix("seam."), dot >= name.index(name.startIndex, offsetBy: 5),
            let endpoint = SeamCatalogue.endpoint(
                namespace: String(name[name.index(name.startIndex, offsetBy: 5)..<dot]),
                method: String(name[name.index(after: dot)...]),
            )
        else { throw LuaError("seam.pages takes a function of seam that lists, and its parameters, \(example)") }
        guard endpoint.isPaginated else {
            throw LuaError("\(name) has no pages; call it, or give seam.pages one that has, \(example)")
        }
        return endpoint
    }

    private var next: LuaHostFunction {
        LuaHostFunction("seam.pages") { [session] _, arguments throws(LuaError) in
            let iterator: PageIterator = try arguments.object(0)
            guard !iterator.isReading else {
                throw LuaError(
                    "seam.pages: another task reads the pages of \(iterator.name); give each task a loop of its own"
                )
            }
            iterator.isReading = true
            let pages = iterator.pages
            return .wait(for: { await Self.read(pages) }) { _, outcome throws(LuaError) in
                iterator.isReading = false
                do throws(SeamError) {
                    let (pages, page) = try outcome.get()
                    iterator.pages = pages
                    guard let page else { return .value(.nil) }
                    session.pins.learn(.array(page))
                    return .value(session.value(of: session.overlaid(.array(page))))
                } catch {
                    throw session.hidden(LuaError(error))
                }
            }
        }
    }

    private static func read(
        _ pages: SeamPages<JSONValue>.Iterator
    ) async -> Result<(SeamPages<JSONValue>.Iterator, [JSONValue]?), SeamError> {
        var pages = pages
        do throws(SeamError) {
            let page = try await pages.next(isolation: nil)
            return .success((pages, page))
        } catch {
            return .failure(error)
        }
    }
}

/// How far a loop over pages is.
private final class PageIterator {
    let name: String
    var pages: SeamPages<JSONValue>.Iterator
    var isReading = false

    init(_ pages: SeamPages<JSONValue>.Iterator, of name: String) {
        self.pages = pages
        self.name = name
    }
}

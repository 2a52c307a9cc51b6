internal import ArgumentParser
internal import Journal
internal import Model
internal import Presentation
internal import SQLJournal
internal import Spelling

/// `keyshift nodes [list|drain|undrain]`: the processes that work on a journal of several nodes.
struct NodesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "nodes",
        abstract: "The machines and processes that work on this journal, and on what.",
        discussion: """
            Only a journal on PostgreSQL has several. A node that is gone is shown for an hour; what it worked on is taken \
            over by the others that serve, 15 seconds after it was last heard of.
            """,
        subcommands: [List.self, Drain.self, Undrain.self],
        defaultSubcommand: List.self,
    )
}

extension NodesCommand {
    /// `keyshift nodes`.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list",
            abstract: "The machines and processes that work on this journal, and on what.",
        )

        @OptionGroup var output: OutputOptions

        func run() async throws {
            let (terminal, json) = (Terminal(output), output.json)
            let (nodes, isShared) = try await LocalJournal.withFiles { journal in
                (try await journal.nodes(), journal.isShared)
            }
            if json {
                terminal.result(NodesDocument(nodes, isShared: isShared).json)
            } else {
                NodeList(nodes, isShared: isShared).lines(on: terminal.page).forEach { terminal.result($0) }
            }
        }
    }

    /// `keyshift nodes drain NODE`.
    struct Drain: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "drain",
            abstract: "Have a machine that serves take nothing new, from any desk.",
            discussion: """
                It begins no firing, plan or run any more, also after a restart, and ends what it has begun. keyshift nodes \
                says drained when nothing is left, and others that serve fire what comes due. keyshift nodes undrain ends it.
                """,
        )

        @Argument(help: "The machine, as keyshift nodes names it.") var node: String

        func run() async throws {
            let (name, now) = (node, EngineClock.system.now())
            let left = try await LocalJournal.with(.operator, to: "drain a node") { journal, _ in
                let nodes = try await journal.nodes().filter(\.isLiving)
                let own = nodes.filter { $0.node == name }
                guard own.contains(where: \.serves) else { throw Self.unknown(name, nodes) }
                try await journal.drain(name, at: now)
                return (runs: own.flatMap(\.subjects).count, others: nodes.serving.filter { $0.node != name }.count)
            }
            let terminal = Terminal()
            let work = left.runs == 0 ? "It works on nothing." : "What it works on ends: keyshift nodes tells when."
            terminal.result("\(name.shown) takes nothing new from now on. \(work)")
            if left.others == 0 {
                terminal.note(
                    "No other node serves: nothing is fired until one does, or until keyshift nodes undrain \(name.shown)"
                )
            }
        }

        private static func unknown(_ name: String, _ nodes: [NodeRecord]) -> PlanError {
            let serving = Set(nodes.filter(\.serves).map(\.node)).sorted().map(\.shown)
            let there = serving.isEmpty ? "nobody serves" : "there serve \(serving.joined(separator: ", "))"
            return PlanError(.invalidValue, "No node \(name.shown) serves this journal now: \(there).")
        }
    }

    /// `keyshift nodes undrain NODE`.
    struct Undrain: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "undrain",
            abstract: "Let a machine that was drained take firings, plans and runs again.",
        )

        @Argument(help: "The machine, as keyshift nodes names it.") var node: String

        func run() async throws {
            let name = node
            let (wasDrained, others) = try await LocalJournal.with(.operator, to: "end the drain of a node") {
                journal,
                _ in
                (try await journal.undrain(name), try await journal.drains().keys.sorted())
            }
            guard wasDrained else {
                let which = others.isEmpty ? "none is" : others.map(\.shown).joined(separator: ", ") + " is"
                return Terminal().result("\(name.shown) was not drained; \(which).")
            }
            Terminal().result("\(name.shown) takes firings, plans and runs again.")
        }
    }
}

/// What would let a refused plan go on, as a fact; the words and the flags are made where it is shown.
package enum Remedy: Hashable, Sendable {
    /// The limit of groups must be this number; `pinnedIn` is the settings file that forbids it.
    case maxGroups(Int, pinnedIn: String? = nil)
    /// The greatest distance must be this; `pinnedIn` is the settings file that forbids it.
    case maxShift(String, pinnedIn: String? = nil)
    /// The limit of stays whose codes are made must be this number.
    case maxCreated(Int)
    /// The limit of stays that are cancelled must be this number.
    case maxCancelled(Int)
    /// Rows of this check must be meant, or left out; `isInScript` when a script's line made them, and `hasOthers` when the
    /// plan has rows beside them.
    case rows(RowCheck, isInScript: Bool, hasOthers: Bool)
    /// Rows of this check fail whatever is allowed: the words of a command go `first`, where one helps, or the rows are left out.
    case cannot(RowCheck, first: [String]?, hasOthers: Bool)
    /// Rows that a run of the last hours moved, some of them by what was typed now: those have what they were to get. `unlike`
    /// has the keys and ids of the rows that something else moved.
    case repeated(isInScript: Bool, hasOthers: Bool, unlike: [String])
    /// Somebody has to say yes, and nobody can be asked.
    case consent
    /// Somebody must look at the plan of this hash, and approve it.
    case approve(String)
    /// Nobody else is there, so that the author of the plan of this hash must say why.
    case breakGlass(String)
    /// The plans of the journal tell which one is meant.
    case listPlans
    /// The plan must be asked for anew.
    case askAgain
    /// The script must run with a plan.
    case withPlan
    /// The groups that were changed since must be left out.
    case partial
    /// A run must be finished or given up first; `hasOthers` when the plan has rows beside those that it holds.
    case finish(run: String, hasOthers: Bool = false)
    /// A run at work must end, or be stopped; `hasOthers` when the plan has rows beside those that it holds.
    case stop(run: String, hasOthers: Bool = false)
    /// A text that was typed must be another one, the nearest that there is.
    case instead(of: String, String)
    /// A text that was typed must be one of these, of which it names each.
    case oneOf(of: String, [String])
    /// The script must expect another number of groups.
    case expect(least: Int, most: Int)
    /// This machine's clock must be set.
    case setClock
    /// The command must talk to another server.
    case server(String)
    /// The freeze must end.
    case thaw
    /// The mistakes that were found in the script must be passed over.
    case skipCheck
    /// Calls that take effect at once must be allowed, in a run.
    case allowDirect
    /// The schedule must list this call among those that its runs may make at once.
    case grantDirect(String)
    /// A new plan must be made, by these words of a script and its arguments, into this file; none where nothing is known.
    case newPlan(of: [String] = [], file: String? = nil)
    /// A setting belongs into a file that nobody but the user or the machine's owner writes; `own` is the user's.
    case trustedSettings(own: String?)
    /// The runs of the journal tell which one is meant.
    case listRuns
    /// The schedules of the journal tell which one is meant.
    case listSchedules
    /// The stays of the workspace tell which one is meant.
    case findStays
    /// A look at the stays goes before a command that takes something from one; the words of the one that is near, nil for several.
    case findFirst(String?)
    /// One of several stays must be named, as the words of a command do for the first of them.
    case name([String])
    /// Another command does what is wanted, by its words.
    case command([String])
    /// One of several commands does what is wanted, by their words.
    case commands([[String]])
    /// Another port must be named.
    case anotherPort
    /// There are no credentials; the command can be tried on a sandbox, which needs none.
    case trySandbox
    /// Somebody must sign in; with no name whoever it is.
    case signIn(name: String?)
    /// Somebody with this role must do it.
    case role(Person.Role)
    /// The people of the journal tell who is meant.
    case listPeople
    /// Another person must be made an admin first.
    case anotherAdmin
    /// Somebody must look at what the journal no longer knows, and take it as it is.
    case acceptJournal
}

extension Remedy {
    /// Whether nothing is left to do, because all was done by the same command.
    package var leavesNothing: Bool {
        if case .repeated(_, hasOthers: false, _) = self { true } else { false }
    }

    /// Whether rows can be left out so that others go.
    package var leavesRowsOut: Bool {
        switch self {
        case .rows(_, _, hasOthers: true), .cannot(_, _, hasOthers: true), .repeated(_, hasOthers: true, _),
            .stop(_, hasOthers: true), .finish(_, hasOthers: true):
            true
        default: false
        }
    }

    /// Whether the line without some rows is the one that does no harm: those would move once more, or meet the next guest.
    package var isBetterWithout: Bool {
        switch self {
        case .rows(.recent, _, _), .rows(.overlap, _, _): true
        default: false
        }
    }

    /// So many stays that something else has moved are named one by one in the line that moves them, too.
    package static let namedAtMost = 40
}

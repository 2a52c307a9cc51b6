"""Circles in a graph, and the cheapest edges to take out of one."""

# Up to this many nodes the cheapest edges are found for certain; above, by exchanging neighbours.
MOST_EXACT = 13


def circles(edges):
    """The strongly connected components of more than one node, of a graph given as {node: {node: weight}}."""
    nodes = sorted(set(edges) | {target for targets in edges.values() for target in targets})
    reach = {node: reached(edges, node) for node in nodes}
    found, seen = [], set()
    for node in nodes:
        if node in seen:
            continue
        circle = [other for other in nodes if other == node or other in reach[node] and node in reach[other]]
        seen.update(circle)
        if len(circle) > 1:
            found.append(circle)
    return found


def reached(edges, start):
    found, ahead = set(), [start]
    while ahead:
        for target in edges.get(ahead.pop(), ()):
            if target not in found:
                found.add(target)
                ahead.append(target)
    return found


def offending(edges, circle):
    """The edges of least weight in sum without which a circle is none, as pairs of nodes."""
    order = exact(edges, circle) if len(circle) <= MOST_EXACT else exchanged(edges, circle)
    place = {node: index for index, node in enumerate(order)}
    return [
        (node, target) for node in order for target in order
        if place[target] < place[node] and weight(edges, node, target)
    ]


def weight(edges, node, target):
    return edges.get(node, {}).get(target, 0)


def exact(edges, circle):
    """The order of nodes whose edges to earlier ones weigh least, by the best order of every set of them."""
    count = len(circle)
    # What an edge from this node into a set of nodes weighs in sum.
    into = []
    for node in circle:
        sums = [0] * (1 << count)
        for some in range(1, 1 << count):
            last = some & -some
            sums[some] = sums[some ^ last] + weight(edges, node, circle[last.bit_length() - 1])
        into.append(sums)
    best = [0] * (1 << count)
    chosen = [0] * (1 << count)
    for some in range(1, 1 << count):
        best[some], chosen[some] = min(
            (best[some ^ 1 << index] + into[index][some ^ 1 << index], index)
            for index in range(count) if some >> index & 1
        )
    order, some = [], (1 << count) - 1
    while some:
        order.append(circle[chosen[some]])
        some ^= 1 << chosen[some]
    return order[::-1]


def exchanged(edges, circle):
    """An order that no move of a single node makes better."""
    order = sorted(circle, key=lambda node: -sum(edges.get(node, {}).get(target, 0) for target in circle))

    def cost(order):
        place = {node: index for index, node in enumerate(order)}
        return sum(
            heavy for node in order for target, heavy in edges.get(node, {}).items()
            if target in place and place[target] < place[node]
        )

    least = cost(order)
    while True:
        moved = [
            order[:index] + order[index + 1:end] + [order[index]] + order[end:]
            if end > index else order[:end] + [order[index]] + order[end:index] + order[index + 1:]
            for index in range(len(order)) for end in range(len(order) + 1) if end not in (index, index + 1)
        ]
        better = min(moved, key=cost)
        if cost(better) >= least:
            return order
        order, least = better, cost(better)

package org.imgmill.catalogue;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The names of all fields of all records, as many as a catalogue may have columns.
final class FieldNames {

    private final CatalogueLimits limits;
    private final Set<String> names = new LinkedHashSet<>();

    FieldNames(CatalogueLimits limits) {
        this.limits = limits;
    }

    void addAll(Collection<String> more) throws Refusal {
        names.addAll(more);
        if (names.size() > limits.maxColumns()) {
            throw new Refusal(
                    Problem.ofFile(
                            ProblemCode.TOO_MANY_COLUMNS,
                            "The records have more than "
                                    + Words.count(limits.maxColumns())
                                    + " different fields."));
        }
    }

    List<String> inOrder() {
        return List.copyOf(names);
    }
}

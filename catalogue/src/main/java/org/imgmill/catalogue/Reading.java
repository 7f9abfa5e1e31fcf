package org.imgmill.catalogue;

import java.util.List;

/// How the reading of a catalogue ended.
public sealed interface Reading {

    /// All rows were handed over; `problems` are those of the bad rows that were skipped.
    record Read(CatalogueHeader header, Counts counts, Problems problems, List<Warning> warnings)
            implements Reading {

        public Read {
            warnings = List.copyOf(warnings);
        }
    }

    /// The catalogue is not taken; rows handed over before are to be forgotten.
    record Refused(Problems problems) implements Reading {

        /// Whether a limit was passed, rather than something being wrong.
        public boolean isTooLarge() {
            return problems.first().stream().anyMatch(problem -> problem.code().isLimit());
        }
    }
}

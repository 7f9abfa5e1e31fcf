package org.imgmill.catalogue;

import java.util.List;
import org.jspecify.annotations.Nullable;

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
    ///
    /// @param understanding what was taken for what; null: it did not come to that
    record Refused(Problems problems, @Nullable Understanding understanding) implements Reading {

        /// Whether another mapping might make a catalogue of it.
        boolean mayBeMapped() {
            return problems.first().stream()
                    .anyMatch(
                            problem ->
                                    switch (problem.code()) {
                                        case MISSING_COLUMN,
                                                DOUBLED_COLUMN,
                                                UNSURE_COLUMNS,
                                                MISSING_SHEET,
                                                UNREADABLE_TEXT,
                                                UNCLOSED_QUOTE,
                                                NUL_CHARACTER ->
                                                true;
                                        default -> false;
                                    });
        }

        /// Whether a limit was passed, rather than something being wrong.
        public boolean isTooLarge() {
            return problems.first().stream().anyMatch(problem -> problem.code().isLimit());
        }
    }
}

package org.imgmill.catalogue;

/// A name that columns go by, from `columns.tsv`.
///
/// @param rank its place in the file: of two names of a role the earlier one is preferred
/// @param base the name as names are compared
record ColumnName(Role role, Kind kind, String source, int rank, String base) {

    enum Role {
        ID,
        NAME,
        IMAGES,
        NEVER
    }

    /// How much a name says, strongest first.
    enum Kind {
        /// imgmill's own documents ask for it
        DOCUMENTED,
        /// a product's picture, or an id or name as a shop system calls it
        MAIN,
        /// pictures beside the main one
        MORE,
        /// an address of whatever
        WEAK
    }
}

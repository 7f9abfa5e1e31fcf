package org.imgmill.cli;

/// What the doctor found out about one thing, and what to do about it.
sealed interface Finding {

    /// All is well.
    record Good(String what) implements Finding {}

    /// It works, but the operator should know.
    record Remark(String what, String advice) implements Finding {}

    /// imgmill cannot work like this.
    record Bad(String what, String advice) implements Finding {}

    default String text() {
        return switch (this) {
            case Good(var what) -> "ok    " + what;
            case Remark(var what, var advice) -> "note  " + what + "\n      " + advice;
            case Bad(var what, var advice) -> "BAD   " + what + "\n      " + advice;
        };
    }
}

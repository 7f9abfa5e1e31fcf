package org.imgmill.batch;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.TransactionException;

/// Tells an outage of the database, which passes, from a bug, which somebody has to look at.
public final class DatabaseAway {

    private DatabaseAway() {}

    public static boolean explains(@Nullable Throwable failure) {
        return failure instanceof NonTransientDataAccessResourceException
                || failure instanceof TransientDataAccessException
                || failure instanceof RecoverableDataAccessException
                || failure instanceof TransactionException;
    }
}

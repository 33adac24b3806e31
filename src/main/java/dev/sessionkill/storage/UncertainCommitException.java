package dev.sessionkill.storage;

import java.io.Serial;
import org.springframework.dao.DataAccessException;

/**
 * The database was told to commit and did not confirm it: the transaction may be on record, or not.
 */
public final class UncertainCommitException extends DataAccessException {

    @Serial private static final long serialVersionUID = 1L;

    UncertainCommitException(Throwable cause) {
        super("the database did not confirm the commit", cause);
    }
}

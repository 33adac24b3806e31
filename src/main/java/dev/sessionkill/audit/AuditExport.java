package dev.sessionkill.audit;

import java.util.List;

/** Events as lines of an export, read as they are taken. */
public interface AuditExport {

    /**
     * The next lines, without their ends; none when all have been taken.
     *
     * @throws org.springframework.dao.DataAccessException when the database does not answer
     */
    List<String> next();
}

package dev.sessionkill.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatementsTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            textBlock =
                    """
                    # strings
                    select 'a'                         | select ?
                    select "a"                         | select ?
                    select ''                          | select ?
                    select 'it''s', 'x'                | select ?, ?
                    select "a ""b"" c", 1              | select ?, ?
                    select 'it\\'s', 'x'               | select ?, ?
                    select 'a\\\\', b                  | select ?, b
                    select 'a"b', "c'd", e             | select ?, ?, e
                    select 'a `b', `c`                 | select ?, `c`
                    select '-- a', b                   | select ?, b
                    select '/* a', b                   | select ?, b
                    select N'a', n'b'                  | select ?, ?
                    select _utf8'a', _utf8mb4 'b'      | select ?, ?
                    select _latin1 x'41', _binary 0x41 | select ?, ?
                    select x'4D', X'4d', b'01', B'1'   | select ?, ?, ?, ?
                    select date '2026-01-01'           | select date ?
                    'root'@'%'                         | ?@?
                    # strings without an end
                    select 'secret, b from t           | select ?
                    select "secret, b from t           | select ?
                    select 'secret\\                   | select ?
                    select 'secret''                   | select ?
                    select x'41, b                     | select ?
                    select a, `secret from t           | select a, ?
                    # numbers
                    a = 1                              | a = ?
                    a = -1                             | a = ?
                    a = +1.5                           | a = ?
                    a = - -1                           | a = ?
                    a in (-1)                          | a in (?)
                    select -1                          | select ?
                    a between -5 and -3                | a between ? and ?
                    a - 1                              | a - ?
                    a-1                                | a-?
                    a--1                               | a-?
                    f() - 1                            | f() - ?
                    `a` -1                             | `a` -?
                    1 - 1                              | ? - ?
                    1.5, .5, 5., 1e5, 1.5E-3, 1e+3     | ?, ?, ?, ?, ?, ?
                    0x1F, 0XaB, 0b01                   | ?, ?, ?
                    limit 10,20                        | limit ?, ?
                    interval 5 day                     | interval ? day
                    # no numbers
                    t1.c2, 2fa, a_1, $1                | t1.c2, 2fa, a_1, $1
                    t.1, db1.2t.3                      | t.1, db1.2t.3
                    `a`.5t                             | `a`.5t
                    0x1g, 0b2, 1e                      | 0x1g, 0b2, 1e
                    été1 = 5                           | été1 = ?
                    # comments
                    select /* a */ b                   | select b
                    select/**/b                        | select b
                    select /*! secret */ b             | select b
                    select /*!50000 'a*/secret' */ b   | select b
                    select /*M! 'secret' */ b          | select b
                    select /*! a /* b */ secret */ c   | select c
                    select /*+ MAX_EXECUTION_TIME(9) */ b | select b
                    select a -- secret                 | select a
                    select a --                        | select a
                    select a # secret                  | select a
                    select a /* secret                 | select a
                    select a /*! secret                | select a
                    select a /*/ secret */ b           | select a b
                    a --b                              | a - -b
                    a */ b                             | a */ b
                    # words and names
                    select NULL, true, FALSE           | select NULL, true, FALSE
                    select `a 'b' 1`, `c``d`           | select `a 'b' 1`, `c``d`
                    select @a, @@global.b, :c          | select @a, @@global.b, :c
                    SELECT a  FROM   t                 | SELECT a FROM t
                    # lists
                    a in (1,2,3)                       | a in (?)
                    a in ( 'a' , -2, 0x1 )             | a in (?)
                    a in (1)                           | a in (?)
                    a in (?, ?)                        | a in (?)
                    (a, b) in ((1,2),(3,4))            | (a, b) in ((?))
                    values (1,'a'),(2,'b'), (3, 'c')   | values (?)
                    VALUES(1,2),(3,4)                  | VALUES(?)
                    values (1,NULL),(2,now())          | values (?, NULL), (?, now())
                    values (1),(2,now()),(3)           | values (?), (?, now()), (?)
                    f(1),(2)                           | f(?), (?)
                    f(a, 1)                            | f(a, ?)
                    ()                                 | ()
                    """)
    void hideWhatIsDataAndKeepTheRest(String sql, String digest) {
        assertThat(Statements.digest(sql)).isEqualTo(digest);
    }

    @Test
    void collapseWhiteSpace() {
        assertThat(Statements.digest("\n select\t a\r\n ,b -- secret\n from t\u0000;  "))
                .isEqualTo("select a, b from t ;");
        assertThat(Statements.digest("")).isEmpty();
        assertThat(Statements.digest(" \n")).isEmpty();
    }

    @Test
    void haveAFingerprintThatTheirDataDoesNotChange() {
        assertThat(Statements.fingerprint("select * from t where a = 1"))
                .isEqualTo("233ddc91cd773861f6518467ce0a6c5b56843df45543b76e98054c0cbbd63e6d")
                .isEqualTo(Statements.fingerprint("select *  from t where a = 'b' -- c"))
                .isEqualTo(Statements.fingerprint("select * from t where a = ?"))
                .isNotEqualTo(Statements.fingerprint("select * from t where b = 1"));
        assertThat(Statements.fingerprint(null)).isNull();
    }
}

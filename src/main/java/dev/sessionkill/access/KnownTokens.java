package dev.sessionkill.access;

import dev.sessionkill.core.Sha256;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The tokens that were accepted last: in an incident the same callers come again and again, and a
 * signature costs more than all else about a token. Only the signature is remembered; the key, the
 * times and the claims are judged each time.
 */
final class KnownTokens {

    static final int MOST = 500;

    private final Map<String, VerifiedToken> byDigest =
            Collections.synchronizedMap(
                    new LinkedHashMap<>(16, 0.75f, true) {
                        private static final long serialVersionUID = 1L;

                        @Override
                        protected boolean removeEldestEntry(
                                Map.Entry<String, VerifiedToken> eldest) {
                            return size() > MOST;
                        }
                    });

    @Nullable VerifiedToken get(String token) {
        return byDigest.get(Sha256.hex(token));
    }

    void keep(String token, VerifiedToken verified) {
        byDigest.put(Sha256.hex(token), verified);
    }

    int count() {
        return byDigest.size();
    }
}

package dev.sessionkill.dbbrain;

import com.tencentcloudapi.common.CommonClient;
import com.tencentcloudapi.common.Credential;
import com.tencentcloudapi.common.profile.ClientProfile;
import com.tencentcloudapi.common.profile.HttpProfile;
import dev.sessionkill.core.Region;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * The SDK's clients of one account. The SDK reads a client's credentials again and again while it
 * signs, so a client never sees a change: each set of credentials gets clients of its own, and all
 * share one HTTP client.
 */
final class SdkClients implements AutoCloseable {

    private static final String SERVICE = "dbbrain";
    private static final String VERSION = "2021-05-27";

    private final Endpoint endpoint;
    private final CredentialSource credentials;
    private final OkHttpClient http;
    private volatile @Nullable Generation generation;

    private record Generation(Credentials credentials, Map<Region, CommonClient> clients) {}

    SdkClients(Endpoint endpoint, CredentialSource credentials, Duration callTimeout) {
        this.endpoint = endpoint;
        this.credentials = credentials;
        this.http = HttpTransport.client(callTimeout);
    }

    /** A client with the latest credentials; empty while there are none that are valid. */
    Optional<Signed> client(Region region) {
        return credentials.current().map(it -> client(region, it.credentials()));
    }

    private Signed client(Region region, Credentials latest) {
        Generation present = generation;
        if (present == null || !present.credentials().equals(latest)) {
            present = new Generation(latest, new ConcurrentHashMap<>());
            generation = present;
        }
        return new Signed(
                present.clients().computeIfAbsent(region, it -> create(it, latest)), latest);
    }

    /**
     * A client and what it signs with.
     *
     * @param client for one region
     * @param credentials its own
     */
    record Signed(CommonClient client, Credentials credentials) {}

    /** What it signs with. */
    CredentialSource credentials() {
        return credentials;
    }

    /** Whether there are newer credentials than those that the vendor refused. */
    boolean refresh(Credentials refused) {
        return credentials.refresh(refused);
    }

    @Override
    public void close() {
        credentials.close();
        http.connectionPool().evictAll();
        http.dispatcher().executorService().shutdown();
    }

    private CommonClient create(Region region, Credentials keys) {
        HttpProfile transport = new HttpProfile();
        transport.setProtocol(endpoint.protocol());
        transport.setEndpoint(endpoint.authority());
        transport.setHttpClient(http);
        ClientProfile profile = new ClientProfile();
        profile.setHttpProfile(transport);
        return new CommonClient(SERVICE, VERSION, credential(keys), region.value(), profile);
    }

    static Credential credential(Credentials keys) {
        return keys.token() == null
                ? new Credential(keys.secretId(), keys.secretKey())
                : new Credential(keys.secretId(), keys.secretKey(), keys.token());
    }
}

package dev.sessionkill.dbbrain;

import com.tencentcloudapi.common.AbstractModel;
import com.tencentcloudapi.common.CommonClient;
import com.tencentcloudapi.common.Credential;
import com.tencentcloudapi.common.exception.TencentCloudSDKException;
import com.tencentcloudapi.common.profile.ClientProfile;
import com.tencentcloudapi.common.profile.HttpProfile;
import dev.sessionkill.core.Region;
import java.util.HashMap;
import java.util.Map;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The vendor's security token service, over the SDK's signing. Source: STS API 2018-08-13.
 *
 * @param endpoint where it is
 * @param region sent as X-TC-Region
 * @param http bounded in time and size
 */
record Sts(Endpoint endpoint, Region region, OkHttpClient http) {

    static final String ENDPOINT = "https://sts.tencentcloudapi.com";

    private static final String SERVICE = "sts";
    private static final String VERSION = "2018-08-13";

    /** Calls an action, signed. */
    Issuance signed(String action, Map<String, ?> parameters, Credentials keys) {
        return call(action, new Body(parameters, false), SdkClients.credential(keys));
    }

    /** Calls an action that takes its proof in the body: with {@code Authorization: SKIP}. */
    Issuance unsigned(String action, Map<String, ?> parameters) {
        return call(action, new Body(parameters, true), new Credential("", ""));
    }

    private Issuance call(String action, Body body, Credential credential) {
        HttpProfile transport = new HttpProfile();
        transport.setProtocol(endpoint.protocol());
        transport.setEndpoint(endpoint.authority());
        transport.setHttpClient(http);
        ClientProfile profile = new ClientProfile();
        profile.setHttpProfile(transport);
        try {
            return read(
                    new CommonClient(SERVICE, VERSION, credential, region.value(), profile)
                            .commonRequest(body, action));
        } catch (Exception e) {
            // The SDK throws unchecked exceptions at answers that it cannot read.
            return new Issuance.Failed("the answer of STS: " + describe(e));
        }
    }

    private static Issuance read(@Nullable String answer) throws JacksonException {
        JsonNode response =
                JsonMapper.shared().readTree(answer == null ? "" : answer).path("Response");
        return IssuedKeys.read(response.path("Credentials"), response.path("ExpiredTime"));
    }

    private static String describe(Exception e) {
        return e instanceof TencentCloudSDKException refusal
                        && ErrorCodes.isCode(refusal.getErrorCode())
                ? refusal.getErrorCode()
                : IssuerHttp.describe(e);
    }

    /** Parameters as the SDK sends them. */
    private static final class Body extends AbstractModel {

        Body(Map<String, ?> parameters, boolean unsigned) {
            parameters.forEach(this::set);
            setSkipSign(unsigned);
        }

        /** For GET only, which is not used. The SDK wants this very class. */
        @Override
        @SuppressWarnings("NonApiType")
        protected void toMap(HashMap<String, String> map, String prefix) {}
    }
}

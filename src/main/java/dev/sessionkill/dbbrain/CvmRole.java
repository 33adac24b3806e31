package dev.sessionkill.dbbrain;

import java.io.IOException;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The role of the virtual machine, from its metadata service.
 *
 * @param uri of the role's credentials
 * @param http bounded in time and size
 */
record CvmRole(HttpUrl uri, OkHttpClient http) implements CredentialIssuer {

    static final String METADATA = "http://metadata.tencentyun.com";

    private static final String PATH = "latest/meta-data/cam/security-credentials";

    /** The role of that name. */
    static CvmRole named(String name, HttpUrl metadata, OkHttpClient http) {
        return new CvmRole(
                metadata.newBuilder().addPathSegments(PATH).addPathSegment(name).build(), http);
    }

    @Override
    public Issuance issue() {
        try (Response response = http.newCall(new Request.Builder().url(uri).build()).execute()) {
            JsonNode answer = JsonMapper.shared().readTree(response.body().string());
            return answer.path("Code").asString("").equals("Success")
                    ? IssuedKeys.read(answer, answer.path("ExpiredTime"))
                    : failed("its Code is not Success");
        } catch (JacksonException e) {
            return failed("it is not JSON");
        } catch (IOException e) {
            return failed(IssuerHttp.describe(e));
        }
    }

    private static Issuance failed(String why) {
        return new Issuance.Failed("the answer of the metadata service: " + why);
    }
}

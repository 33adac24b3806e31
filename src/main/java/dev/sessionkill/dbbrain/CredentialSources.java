package dev.sessionkill.dbbrain;

import static dev.sessionkill.dbbrain.AccountConfiguration.check;
import static dev.sessionkill.dbbrain.AccountConfiguration.given;
import static dev.sessionkill.dbbrain.AccountConfiguration.value;

import dev.sessionkill.core.Region;
import dev.sessionkill.core.SettingException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;

/** Opens what an account's settings say its credentials come from. */
final class CredentialSources {

    private static final String KINDS =
            "must name exactly one of directory, secret-id with secret-key, tke, cvm-role, and"
                    + " assume-role";

    private static final Pattern ROLE = Pattern.compile("\\w[\\w+=,.@-]{0,127}");
    private static final Pattern SESSION = Pattern.compile("[\\w+=,.@-]{2,128}");
    private static final Pattern EXTERNAL_ID = Pattern.compile("[\\w+=,.@:/-]{2,128}");
    private static final Duration SHORTEST = Duration.ofMinutes(15);
    private static final Duration LONGEST = Duration.ofHours(12);

    private final Environment environment;
    private final OkHttpClient http = IssuerHttp.client(IssuerHttp.PATIENCE);

    /**
     * @param environment in which TKE leaves its variables
     */
    CredentialSources(Environment environment) {
        this.environment = environment;
    }

    CredentialSource open(String setting, @Nullable CredentialSettings it, Region region) {
        if (it == null || it.kinds() != 1) {
            throw new SettingException(setting, KINDS);
        }
        check(
                it.token() == null || it.inTheSettings(),
                setting + ".token",
                "goes with secret-id and secret-key only");
        check(
                it.metadataUri() == null || it.cvmRole() != null,
                setting + ".metadata-uri",
                "goes with cvm-role only");
        check(
                it.stsEndpoint() == null || it.tke() || it.assumeRole() != null,
                setting + ".sts-endpoint",
                "goes with tke or assume-role only");
        if (it.tke()) {
            return renewed(setting + ".tke", tke(setting, it));
        }
        if (it.cvmRole() != null) {
            return renewed(setting + ".cvm-role", cvmRole(setting, it, it.cvmRole()));
        }
        if (it.assumeRole() != null) {
            String below = setting + ".assume-role";
            return renewed(below, assumeRole(below, it.assumeRole(), sts(setting, it, region)));
        }
        return own(setting, it.directory(), it.secretId(), it.secretKey(), it.token());
    }

    private static CredentialSource renewed(String setting, CredentialIssuer issuer) {
        // Asked for by name at each use: the generator belongs to the thread that draws from it.
        RenewalPace pace = new RenewalPace(() -> ThreadLocalRandom.current().nextLong());
        return new RenewedCredentials(
                setting, issuer, new Renewal(setting, issuer, pace, Renewal.Clocks.SYSTEM));
    }

    private static CredentialSource own(
            String setting,
            @Nullable String directory,
            @Nullable String secretId,
            @Nullable String secretKey,
            @Nullable String token) {
        if (directory == null) {
            return CredentialSource.fixed(
                    new Credentials(
                            printable(
                                    setting + ".secret-id",
                                    given(setting + ".secret-id", secretId)),
                            printable(
                                    setting + ".secret-key",
                                    given(setting + ".secret-key", secretKey)),
                            token == null ? null : printable(setting + ".token", token)));
        }
        Path path = Path.of(given(setting + ".directory", directory));
        return new DirectoryCredentials(setting + ".directory", new CredentialFiles(path));
    }

    private static String printable(String setting, String part) {
        check(
                Credentials.isPrintable(part),
                setting,
                "must have no white space or unprintable characters in it");
        return part;
    }

    private CredentialIssuer cvmRole(String setting, CredentialSettings it, String role) {
        check(
                ROLE.matcher(role).matches(),
                setting + ".cvm-role",
                "must be the name of the role that the virtual machine has");
        String uri = it.metadataUri() == null ? CvmRole.METADATA : it.metadataUri();
        Endpoint endpoint = Endpoint.parse(setting + ".metadata-uri", uri);
        return CvmRole.named(role, HttpUrl.get(endpoint.protocol() + endpoint.authority()), http);
    }

    private CredentialIssuer tke(String setting, CredentialSettings it) {
        Region region = value(setting + ".tke", variable(setting, "TKE_REGION"), Region::new);
        TkeIdentity identity =
                new TkeIdentity(
                        variable(setting, "TKE_PROVIDER_ID"),
                        value(setting + ".tke", variable(setting, "TKE_ROLE_ARN"), RoleArn::new),
                        Path.of(variable(setting, "TKE_WEB_IDENTITY_TOKEN_FILE")),
                        sts(setting, it, region));
        check(
                identity.token().isPresent(),
                setting + ".tke",
                "the file that TKE_WEB_IDENTITY_TOKEN_FILE names holds no token");
        return identity;
    }

    private String variable(String setting, String name) {
        String value = environment.getProperty(name);
        if (value == null || value.isBlank()) {
            throw new SettingException(
                    setting + ".tke",
                    "the variable "
                            + name
                            + " is not set; annotate the pod's service account with its role, and"
                            + " see that the cluster has the pod identity webhook");
        }
        return value;
    }

    private static CredentialIssuer assumeRole(
            String setting, CredentialSettings.AssumeRole it, Sts sts) {
        RoleArn role =
                value(
                        setting + ".role-arn",
                        given(setting + ".role-arn", it.roleArn()),
                        RoleArn::new);
        check(
                SESSION.matcher(it.sessionName()).matches(),
                setting + ".session-name",
                "must be 2 to 128 letters, digits and =,.@_+-");
        check(
                it.duration().compareTo(SHORTEST) >= 0 && it.duration().compareTo(LONGEST) <= 0,
                setting + ".duration",
                "must be between 15m and 12h");
        check(
                it.externalId() == null || EXTERNAL_ID.matcher(it.externalId()).matches(),
                setting + ".external-id",
                "must be 2 to 128 letters, digits and =,.@:/_+-");
        check(
                it.inTheSettings() != (it.directory() != null),
                setting,
                "must name either directory, or secret-id and secret-key, to assume the role with");
        return new AssumedRole(
                role,
                new AssumedRole.Session(it.sessionName(), it.duration(), it.externalId()),
                own(setting, it.directory(), it.secretId(), it.secretKey(), it.token()),
                sts);
    }

    private Sts sts(String setting, CredentialSettings it, Region region) {
        String endpoint = it.stsEndpoint() == null ? Sts.ENDPOINT : it.stsEndpoint();
        return new Sts(Endpoint.secret(setting + ".sts-endpoint", endpoint), region, http);
    }
}

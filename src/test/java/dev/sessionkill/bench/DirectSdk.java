package dev.sessionkill.bench;

import com.tencentcloudapi.common.CommonClient;
import com.tencentcloudapi.common.Credential;
import com.tencentcloudapi.common.exception.TencentCloudSDKException;
import com.tencentcloudapi.common.profile.ClientProfile;
import com.tencentcloudapi.common.profile.HttpProfile;
import dev.sessionkill.sandbox.Match;
import java.net.URI;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** The vendor's SDK as one would use it without a gateway. */
final class DirectSdk {

    private final CommonClient client;

    DirectSdk(Vendor vendor) {
        HttpProfile http = new HttpProfile();
        http.setProtocol("http://");
        http.setEndpoint(URI.create(vendor.server().endpoint()).getAuthority());
        ClientProfile profile = new ClientProfile();
        profile.setHttpProfile(http);
        client =
                new CommonClient(
                        "dbbrain",
                        "2021-05-27",
                        new Credential(
                                vendor.server().options().secretId(),
                                vendor.server().options().secretKey()),
                        "ap-guangzhou",
                        profile);
    }

    /** Returns the SqlExecId. */
    String prepare(String instance, List<Long> threads) throws TencentCloudSDKException {
        String answer =
                client.call(
                        Match.KILL_ACTION,
                        """
                        {"InstanceId": "%s", "Product": "mysql", "Stage": "Prepare", "Threads": %s}
                        """
                                .formatted(instance, threads));
        return JsonMapper.shared().readTree(answer).at("/Response/SqlExecId").asString();
    }

    void commit(String instance, String sqlExecId) throws TencentCloudSDKException {
        client.call(
                Match.KILL_ACTION,
                """
                {"InstanceId": "%s", "Product": "mysql", "Stage": "Commit", "SqlExecId": "%s"}
                """
                        .formatted(instance, sqlExecId));
    }

    /** The same for a thread beside. */
    String guard(String instance, long thread) {
        try {
            return look(instance, thread);
        } catch (TencentCloudSDKException e) {
            throw new IllegalStateException("the vendor does not answer", e);
        }
    }

    /** The session of that id, as the process list shows it. */
    String look(String instance, long thread) throws TencentCloudSDKException {
        return client.call(
                Match.LIST_ACTION,
                """
                {"InstanceId": "%s", "Product": "mysql", "ID": %d, "Limit": 20}
                """
                        .formatted(instance, thread));
    }
}

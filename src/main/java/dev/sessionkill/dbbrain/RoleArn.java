package dev.sessionkill.dbbrain;

import java.util.regex.Pattern;

/**
 * The name of a role in the vendor's access management.
 *
 * @param value such as {@code qcs::cam::uin/100000000001:roleName/kill-gateway}
 */
record RoleArn(String value) {

    private static final Pattern FORM =
            Pattern.compile("qcs::cam::uin/\\d{1,20}:role(Name)?/[\\w+=,.@/-]{1,256}");

    RoleArn {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "must be a role such as qcs::cam::uin/100000000001:roleName/kill-gateway");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}

import { z } from 'zod';
import {
  type CarrierSettings,
  everySetting,
  type GivenFields,
  type SettingFields,
  settingsOfFields,
} from '../../../domain/trunk/carrier/carrier-settings.js';
import { componentName, orNothing, withForm } from '../fields.js';

/** Makes an object with an entry for each setting, by the name of its field. */
function bySetting<Entries>(entryOf: (setting: Setting, name: keyof CarrierSettings) => unknown): Entries {
  return Object.fromEntries(
    everySetting().map(([name, setting]) => [setting.field, entryOf(setting, name)]),
  ) as Entries;
}

type Setting = ReturnType<typeof everySetting>[number][1];

/** Tells whether a request leaves a setting empty. An empty list is no text and no object, so each kind has its own empty value. */
function isEmpty(value: unknown, fallback: unknown): boolean {
  return (
    value === undefined ||
    value === null ||
    value === '' ||
    JSON.stringify(value) === JSON.stringify(fallback)
  );
}

/** Names a map: generators of clients make a class for it, and need one name for it in all requests. */
function named(field: string, schema: object): object {
  return {
    [componentName]: `Given_${field}`.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase()),
    ...schema,
  };
}

/** The fields of the settings in requests and in files. Null and what is empty mean the fallback, as a missing field does. */
export const settingFields = bySetting<{
  readonly [Field in keyof SettingFields]: z.ZodType<SettingFields[Field]>;
}>(({ field, title, description, schema, parse, fallback, cell }) =>
  withForm(
    z
      .unknown()
      .prefault(null)
      .transform((value, context): unknown => {
        if (isEmpty(value, fallback)) return fallback;
        const parsed = parse(value);
        if (parsed.ok) return parsed.value;
        context.addIssue(`${title} ${parsed.problem}.`);
        return z.NEVER;
      }),
    orNothing({ title, description, ...(cell === 'object' ? named(field, schema) : schema) }),
  ),
);

/** The values of the settings of a trunk that has none. */
export const settingFallbacks: SettingFields = bySetting(({ fallback }) => fallback);

/** The members of an object in answers that show the settings of a trunk. @param trunkOf gets the trunk from what is shown. */
export function settingMembers<Source>(trunkOf: (source: Source) => CarrierSettings) {
  return bySetting<{
    readonly [Field in keyof SettingFields]: readonly [
      z.ZodType<SettingFields[Field]>,
      (source: Source) => SettingFields[Field],
    ];
  }>(({ description, answer, fallback, parse }, name) => [
    withForm(
      z.custom((value) => JSON.stringify(value) === JSON.stringify(fallback) || parse(value).ok),
      { ...answer, description },
      'required',
    ),
    (source: Source) => trunkOf(source)[name] ?? fallback,
  ]);
}

/** Returns the settings that a request gives. @param given tells which fields were sent; the others keep the value of the trunk. */
export function settingsGiven(
  fields: GivenFields,
  given: (name: string) => boolean,
): { readonly carrierSettings?: CarrierSettings } {
  const sent = Object.entries(fields).filter(([name]) => given(name));
  const carrierSettings = settingsOfFields(Object.fromEntries(sent));
  return Object.keys(carrierSettings).length === 0 ? {} : { carrierSettings };
}

import { listDirectory } from '../../src/directory/listDirectory';
import { ana, edda, erik, ines, iris, mara } from '../domain/people';
import { memoryConversations } from '../store/memoryConversations';
import { COMPANY, directoryPromises } from './directoryPromises';
import type { OpenDirectory } from './directoryPromises';
import { APPROVERS, ENGINEERS, openGraph } from './graphFixture';

const STANDING = ['engineer', 'approver'] as const;
const MANAGERS = new Map([[ana.id, mara.id], [edda.id, edda.id]]);
const managerOf = (id: string) => {
  const managerId = MANAGERS.get(id);
  return managerId === undefined ? {} : { managerId };
};

const listed = (spell: (id: string) => string): Promise<OpenDirectory> => Promise.resolve({
  directory: listDirectory({
    people: COMPANY.map(({ id, name, roles }) => ({ id: spell(id), name, roles: STANDING.filter((role) => roles.includes(role)), ...managerOf(id) })),
    closed: true,
    conversations: memoryConversations(),
  }),
  close: () => Promise.resolve(),
});

async function inGraph(source: 'groups' | 'ids'): Promise<OpenDirectory> {
  const { graph, directory } = await openGraph();
  for (const { id, name } of COMPANY) graph.user({ id, displayName: name, ...managerOf(id) });
  graph.group(ENGINEERS, erik.id, edda.id, iris.id);
  graph.group(APPROVERS, ines.id, iris.id);
  const roles = source === 'groups'
    ? { engineers: { groupId: ENGINEERS }, approvers: { groupId: APPROVERS } }
    : { engineers: { ids: [erik.id, edda.id, iris.id] }, approvers: { ids: [ines.id, iris.id.toUpperCase()] } };
  return { directory: directory(roles), close: () => graph.close() };
}

const DIRECTORIES = [
  ['a list', () => listed((id) => id)],
  ['a list in capitals', () => listed((id) => id.toUpperCase())],
  ['Graph with groups', () => inGraph('groups')],
  ['Graph with listed people', () => inGraph('ids')],
] as const;

for (const [name, open] of DIRECTORIES) describe(`directory from ${name}`, () => directoryPromises(open));
